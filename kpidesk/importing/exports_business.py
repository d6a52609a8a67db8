"""What programs for invoices and subscriptions export."""

from __future__ import annotations

from kpidesk.importing.export_model import KnownExport, fields_by

_STRIPE = fields_by(
    external_id="id",
    client__external_id="Customer ID",
    client="Customer Name|Customer Description",
    client__email="Customer Email",
    product="Plan|Product",
    quantity="Quantity",
    billing_period="Interval",
    amount="Amount",
    start_date="Start (UTC)|Start Date (UTC)",
    renewal_date="Current Period End (UTC)",
    cancelled_date="Canceled At (UTC)",
    end_date="Ended At (UTC)",
    left_out_="Created (UTC)|Current Period Start (UTC)|Trial Start (UTC)"
    "|Trial End (UTC)|Application Fee Percent|Coupon|Cancel At Period End"
    "|Billing Cycle Anchor (UTC)",
)
_FIC_CLIENTS = fields_by(
    external_id="Codice|Codice interno",
    name="Denominazione",
    tax_id="P.IVA/TAX ID|Partita IVA",
    city="Comune",
    region="Provincia",
    left_out_="PEC|Referente|Fax|Codice fiscale|Note indirizzo|Codice SDI"
    "|Termini di pagamento|IBAN",
)
_FIC_INVOICES = fields_by(
    external_id="Numero",
    client="Cliente|Denominazione",
    issued_on="Data",
    due_on="Prossima scadenza",
    amount="Imponibile",
    paid_on="Data saldo|Data ultimo pagamento",
    left_out_="IVA|Lordo|Totale|Rit. d'acconto|Oggetto|Stato|Saldato|Centro ricavo",
)
_EASYFATT_CLIENTS = fields_by(
    external_id="Cod.",
    name="Denominazione",
    tax_id="Partita Iva",
    account_manager="Agente",
    website="Home page",
    country="Nazione",
    region="Prov.",
    left_out_="Regione|Referente|Cell|Fax|Pec|Codice fiscale|Sconti|Listino|Fido"
    "|Pagamento|Banca|Cod. destinatario Fatt. elettr.",
)
_EASYFATT_INVOICES = fields_by(
    external_id="Num.",
    issued_on="Data",
    client="Cliente",
    amount="Tot. netto|Netto",
    left_out_="Tot. iva|Iva|Tot. doc.|Totale|Agente|Pagamento|Commento",
)
_CONTA_AZUL_CLIENTS = fields_by(
    name="Nome",
    tax_id="CNPJ/CPF|CPF/CNPJ|Documento",
    region="Estado",
    client_since="Data de cadastro",
    left_out_="Tipo de Pessoa|Celular|Inscrição Estadual|Número|Complemento|Bairro",
)
_CONTA_AZUL_COSTS = fields_by(
    vendor="Fornecedor|Nome do fornecedor",
    date="Data de competência",
    amount="Valor original da parcela (R$)",
    category="Categoria 1",
    kind="Centro de Custo 1",
    description="Descrição",
    left_out_="Identificador|Data de vencimento|Situação|Data do último pagamento"
    "|Valor categoria 1|Valor total pago da parcela (R$)",
)
_OMIE_CLIENTS = fields_by(
    legal_name="Razão Social",
    name="Nome Fantasia",
    tax_id="CNPJ / CPF",
    region="Estado (UF)|Estado",
    client_since="Data de Inclusão",
    left_out_="Inscrição Estadual|Tags|Inscrição Municipal",
)
_OMIE_CONTRACTS = fields_by(
    external_id="Número do Contrato",
    client="Cliente (Nome Fantasia)",
    status="Situação",
    start_date="Vigência Inicial",
    end_date="Vigência Final",
    mrr="Valor Mensal do Contrato|Valor Mensal",
    account_manager="Vendedor",
    left_out_="Dia de Faturamento|Tipo de Faturamento|Categoria|Cidade",
)
_OMIE_COSTS = fields_by(
    vendor="Fornecedor (Nome Fantasia)",
    category="Categoria",
    kind="Departamento",
    date="Data de Emissão",
    amount="Valor da Conta",
    description="Observação",
    left_out_="Vencimento|Data de Vencimento|Situação|Conta Corrente|Projeto",
)
_MOLONI_CLIENTS = fields_by(
    external_id="Número",
    name="Nome",
    tax_id="Contribuinte",
    account_manager="Vendedor",
    left_out_="Fax|Pessoa de contacto|Desconto|Limite de crédito|Método de pagamento"
    "|Data de vencimento",
)
_MOLONI_INVOICES = fields_by(
    external_id="Documento",
    client="Cliente",
    issued_on="Data",
    due_on="Vencimento|Data de vencimento",
    amount="Valor líquido|Incidência|Total s/ impostos",
    left_out_="Série|Número|Contribuinte|IVA|Impostos|Total|Estado",
)

_TOCONLINE_CLIENTS = fields_by(
    tax_id="NIF",
    legal_name="Nome",
    name="Nome comercial",
    address="Morada",
    notes="Observações",
)

BUSINESS_EXPORTS: tuple[KnownExport, ...] = (
    KnownExport(
        "Stripe",
        "contract",
        "id|Customer ID|Interval|Amount|Current Period End (UTC)",
        _STRIPE,
    ),
    KnownExport(
        "Fatture in Cloud", "client", "Denominazione|P.IVA/TAX ID", _FIC_CLIENTS
    ),
    KnownExport(
        "Fatture in Cloud",
        "invoice",
        "Data|Prossima scadenza|Numero|Imponibile",
        _FIC_INVOICES,
    ),
    KnownExport(
        "Danea Easyfatt",
        "client",
        "Cod.|Denominazione|Partita Iva|Listino|Fido",
        _EASYFATT_CLIENTS,
    ),
    KnownExport(
        "Danea Easyfatt",
        "invoice",
        "Data|Num.|Cliente|Tot. netto|Tot. doc.",
        _EASYFATT_INVOICES,
    ),
    KnownExport(
        "Conta Azul",
        "client",
        "Nome|Tipo de Pessoa|CNPJ/CPF|Cidade",
        _CONTA_AZUL_CLIENTS,
    ),
    KnownExport(
        "Conta Azul",
        "cost",
        "Data de competência|Valor original da parcela (R$)|Categoria 1",
        _CONTA_AZUL_COSTS,
    ),
    KnownExport(
        "Omie",
        "client",
        "Razão Social|Nome Fantasia|CNPJ / CPF|Data de Inclusão",
        _OMIE_CLIENTS,
    ),
    KnownExport(
        "Omie",
        "contract",
        "Número do Contrato|Cliente (Nome Fantasia)|Vigência Inicial",
        _OMIE_CONTRACTS,
    ),
    KnownExport(
        "Omie",
        "cost",
        "Fornecedor (Nome Fantasia)|Categoria|Valor da Conta",
        _OMIE_COSTS,
    ),
    KnownExport(
        "Moloni",
        "client",
        "Número|Nome|Contribuinte|Morada|Código Postal",
        _MOLONI_CLIENTS,
    ),
    KnownExport(
        "Moloni",
        "invoice",
        "Documento|Série|Data|Cliente|Contribuinte",
        _MOLONI_INVOICES,
    ),
    KnownExport(
        "TOConline",
        "client",
        "NIF|Nome|Nome comercial|Morada|Localidade",
        _TOCONLINE_CLIENTS,
    ),
)
