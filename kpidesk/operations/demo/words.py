"""Names and words of the demonstration company, per language."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DemoWords:
    """What the people of the invented house would write."""

    company: str
    country: str
    other_country: str
    cities: tuple[str, ...]
    stems: tuple[str, ...]
    trades: tuple[str, ...]
    suffixes: tuple[str, ...]
    first_names: tuple[str, ...]
    surnames: tuple[str, ...]
    industries: tuple[str, ...]
    products: tuple[str, ...]
    subjects: tuple[tuple[str, str], ...]
    channels: tuple[str, ...]
    sources: tuple[str, ...]
    stages: tuple[str, ...]
    leaving: tuple[str, ...]
    praise: tuple[str, ...]
    complaints: tuple[str, ...]
    costs: tuple[tuple[str, str, int], ...]
    departments: tuple[str, ...]
    price_scale: float


_ITALIAN = DemoWords(
    company="Alfa Software Srl",
    country="IT",
    other_country="CH",
    cities=("Torino", "Milano", "Bologna", "Padova", "Firenze", "Roma", "Bari"),
    stems=(
        "Rossi",
        "Bianchi",
        "Ferrari",
        "Colombo",
        "Ricci",
        "Marino",
        "Greco",
        "Conti",
        "Galli",
        "Fontana",
        "Moretti",
        "Barbieri",
        "Lombardi",
        "Giordano",
        "Rinaldi",
        "Caruso",
        "Ferrara",
        "Martini",
        "Leone",
        "Longo",
        "Gentile",
        "Martinelli",
        "Vitale",
        "Serra",
        "Coppola",
        "De Santis",
        "Marchetti",
        "Parisi",
        "Villa",
        "Conte",
        "Ferri",
        "Fabbri",
        "Bianco",
        "Marini",
        "Grasso",
        "Valentini",
    ),
    trades=("Meccanica", "Trasporti", "Studio", "Impianti", "Arredi", "Tessile"),
    suffixes=("Srl", "SpA", "Snc", "Srl"),
    first_names=("Anna", "Luca", "Giulia", "Marco", "Sara", "Paolo", "Elena", "Davide"),
    surnames=("Neri", "Brambilla", "Costa", "Sala", "Riva", "Testa", "Monti", "Gatti"),
    industries=("Manifattura", "Commercio", "Logistica", "Servizi", "Edilizia"),
    products=("Gestionale Pro", "CRM", "Magazzino"),
    subjects=(
        ("Errore nella stampa delle fatture", "Errore"),
        ("Accesso bloccato per un utente", "Accesso"),
        ("Come si esporta l'elenco clienti?", "Domanda"),
        ("Importazione listino non completa", "Errore"),
        ("Richiesta nuovo campo in anagrafica", "Richiesta"),
        ("Fattura elettronica scartata", "Fatturazione"),
        ("Lentezza all'apertura del magazzino", "Prestazioni"),
        ("Formazione per un nuovo collega", "Formazione"),
    ),
    channels=("E-mail", "Telefono", "Portale"),
    sources=("Sito web", "Passaparola", "Fiera", "Campagna online", "Partner"),
    stages=("Nuovo", "Qualificato", "Offerta inviata"),
    leaving=("Prezzo", "Passato a un concorrente", "Attività cessata", "Poco usato"),
    praise=("Assistenza rapida e gentile", "Tutto funziona bene", "Ottimo prodotto"),
    complaints=("Risposte lente sulla stampa", "Troppi passaggi per una fattura"),
    costs=(
        ("marketing", "Pubblicità online", 900),
        ("marketing", "Eventi e fiere", 600),
        ("sales", "Stipendi e provvigioni commerciali", 3400),
        ("delivery", "Server e infrastruttura", 4200),
        ("support", "Strumenti di assistenza", 350),
        ("other", "Affitto dell'ufficio", 1900),
    ),
    departments=("Sviluppo", "Assistenza", "Commerciale", "Amministrazione"),
    price_scale=1.0,
)

_BRAZILIAN = DemoWords(
    company="Alfa Software Ltda.",
    country="BR",
    other_country="PT",
    cities=("São Paulo", "Campinas", "Curitiba", "Florianópolis", "Recife", "Goiânia"),
    stems=(
        "Silva",
        "Santos",
        "Oliveira",
        "Souza",
        "Lima",
        "Pereira",
        "Ferreira",
        "Alves",
        "Ribeiro",
        "Carvalho",
        "Gomes",
        "Martins",
        "Rocha",
        "Barbosa",
        "Almeida",
        "Nascimento",
        "Araújo",
        "Melo",
        "Cardoso",
        "Teixeira",
        "Moreira",
        "Correia",
        "Cavalcanti",
        "Dias",
        "Castro",
        "Campos",
        "Batista",
        "Freitas",
        "Vieira",
        "Monteiro",
        "Andrade",
        "Moura",
        "Nunes",
        "Pinto",
        "Azevedo",
        "Ramos",
    ),
    trades=("Metalúrgica", "Transportes", "Comercial", "Móveis", "Clínica", "Têxtil"),
    suffixes=("Ltda.", "S.A.", "ME", "Ltda."),
    first_names=(
        "Ana",
        "João",
        "Beatriz",
        "Rafael",
        "Camila",
        "Pedro",
        "Júlia",
        "Caio",
    ),
    surnames=("Costa", "Duarte", "Farias", "Lopes", "Machado", "Prado", "Reis", "Vaz"),
    industries=("Indústria", "Comércio", "Logística", "Serviços", "Construção"),
    products=("Gestão Pro", "CRM", "Estoque"),
    subjects=(
        ("Erro na impressão de boletos", "Erro"),
        ("Usuário sem acesso", "Acesso"),
        ("Como exportar a lista de clientes?", "Dúvida"),
        ("Importação da tabela de preços incompleta", "Erro"),
        ("Pedido de novo campo no cadastro", "Solicitação"),
        ("Nota fiscal rejeitada", "Cobrança"),
        ("Lentidão ao abrir o estoque", "Desempenho"),
        ("Treinamento para nova colega", "Treinamento"),
    ),
    channels=("E-mail", "Telefone", "WhatsApp"),
    sources=("Site", "Indicação", "Feira", "Campanha on-line", "Parceiro"),
    stages=("Novo", "Qualificado", "Proposta enviada"),
    leaving=("Preço", "Foi para um concorrente", "Encerrou as atividades", "Pouco uso"),
    praise=("Atendimento rápido e gentil", "Tudo funciona bem", "Ótimo produto"),
    complaints=("Respostas lentas sobre impressão", "Muitos passos para uma nota"),
    costs=(
        ("marketing", "Publicidade on-line", 900),
        ("marketing", "Eventos e feiras", 600),
        ("sales", "Salários e comissões de vendas", 3400),
        ("delivery", "Servidores e infraestrutura", 4200),
        ("support", "Ferramentas de atendimento", 350),
        ("other", "Aluguel do escritório", 1900),
    ),
    departments=("Desenvolvimento", "Atendimento", "Vendas", "Administração"),
    price_scale=3.2,
)

_PORTUGUESE = DemoWords(
    company="Alfa Software, Lda.",
    country="PT",
    other_country="ES",
    cities=("Lisboa", "Porto", "Braga", "Coimbra", "Aveiro", "Leiria", "Faro"),
    stems=_BRAZILIAN.stems,
    trades=("Metalúrgica", "Transportes", "Comercial", "Móveis", "Clínica", "Têxteis"),
    suffixes=("Lda.", "S.A.", "Unipessoal", "Lda."),
    first_names=("Ana", "João", "Inês", "Rui", "Marta", "Tiago", "Sofia", "Nuno"),
    surnames=("Costa", "Duarte", "Faria", "Lopes", "Machado", "Pinho", "Reis", "Vaz"),
    industries=("Indústria", "Comércio", "Logística", "Serviços", "Construção"),
    products=("Gestão Pro", "CRM", "Armazém"),
    subjects=(
        ("Erro na impressão de faturas", "Erro"),
        ("Utilizador sem acesso", "Acesso"),
        ("Como exportar a lista de clientes?", "Dúvida"),
        ("Importação da tabela de preços incompleta", "Erro"),
        ("Pedido de novo campo na ficha de cliente", "Pedido"),
        ("Fatura rejeitada", "Faturação"),
        ("Lentidão ao abrir o armazém", "Desempenho"),
        ("Formação para uma nova colega", "Formação"),
    ),
    channels=("E-mail", "Telefone", "Portal"),
    sources=("Site", "Recomendação", "Feira", "Campanha online", "Parceiro"),
    stages=("Nova", "Qualificada", "Proposta enviada"),
    leaving=(
        "Preço",
        "Mudou para um concorrente",
        "Cessou atividade",
        "Pouca utilização",
    ),
    praise=("Apoio rápido e simpático", "Funciona tudo bem", "Ótimo produto"),
    complaints=("Respostas lentas sobre impressão", "Demasiados passos numa fatura"),
    costs=(
        ("marketing", "Publicidade online", 900),
        ("marketing", "Eventos e feiras", 600),
        ("sales", "Salários e comissões comerciais", 3400),
        ("delivery", "Servidores e infraestrutura", 4200),
        ("support", "Ferramentas de suporte", 350),
        ("other", "Renda do escritório", 1900),
    ),
    departments=("Desenvolvimento", "Suporte", "Comercial", "Administração"),
    price_scale=0.9,
)

_ENGLISH = DemoWords(
    company="Alfa Software Ltd",
    country="GB",
    other_country="IE",
    cities=("London", "Leeds", "Bristol", "Glasgow", "Cardiff", "Norwich"),
    stems=(
        "Smith", "Jones", "Taylor", "Brown", "Wilson", "Evans", "Thomas", "Johnson",
        "Roberts", "Walker", "Wright", "Robinson", "Thompson", "White", "Hughes",
        "Edwards", "Green", "Hall", "Wood", "Harris", "Lewis", "Martin", "Jackson",
        "Clarke", "Clark", "Turner", "Hill", "Scott", "Cooper", "Morris", "Ward",
        "Moore", "King", "Watson", "Baker", "Harrison",
    ),
    trades=("Engineering", "Logistics", "Trading", "Interiors", "Dental", "Textiles"),
    suffixes=("Ltd", "plc", "& Co", "Ltd"),
    first_names=("Alice", "Ben", "Chloe", "Dan", "Emma", "Fred", "Grace", "Harry"),
    surnames=("Carter", "Dixon", "Foster", "Grant", "Howard", "Lane", "Price", "Reed"),
    industries=("Manufacturing", "Retail", "Logistics", "Services", "Construction"),
    products=("Business Pro", "CRM", "Warehouse"),
    subjects=(
        ("Invoices do not print", "Error"),
        ("A user cannot sign in", "Access"),
        ("How do I export the client list?", "Question"),
        ("Price list import is incomplete", "Error"),
        ("Please add a field to the client form", "Request"),
        ("Electronic invoice rejected", "Billing"),
        ("Warehouse opens slowly", "Performance"),
        ("Training for a new colleague", "Training"),
    ),
    channels=("E-mail", "Phone", "Portal"),
    sources=("Website", "Word of mouth", "Trade show", "Online campaign", "Partner"),
    stages=("New", "Qualified", "Proposal sent"),
    leaving=("Price", "Moved to a competitor", "Went out of business", "Hardly used"),
    praise=("Quick and friendly support", "Everything works", "Great product"),
    complaints=("Slow answers about printing", "Too many steps for an invoice"),
    costs=(
        ("marketing", "Online advertising", 900),
        ("marketing", "Events and trade shows", 600),
        ("sales", "Sales salaries and commissions", 3400),
        ("delivery", "Servers and infrastructure", 4200),
        ("support", "Support tools", 350),
        ("other", "Office rent", 1900),
    ),
    departments=("Development", "Support", "Sales", "Administration"),
    price_scale=0.9,
)  # fmt: skip

WORDS: dict[str, DemoWords] = {
    "it": _ITALIAN,
    "pt_BR": _BRAZILIAN,
    "pt_PT": _PORTUGUESE,
    "en": _ENGLISH,
}
