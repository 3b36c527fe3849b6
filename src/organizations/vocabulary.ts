/**
 * Small closed word lists that do not depend on any list of names: English, German, French, Spanish, Portuguese.
 * All are folded (lower case, no accents).
 */
const set = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/u))

/** Words a name may carry without their standing in its initials or its sense. */
export const littleWords = set(`
  a an the and or of for on in to at by with from as und der die das den des dem ein eine fur im am von zu zur zum
  le la les l d de du des un une et pour en sur au aux el los las y e para por con o os as do da dos das um uma no na nos nas com`)

/** Words that say what kind of body it is, not which one. In the singular. */
export const kindWords = set(`
  action advocate aid alliance association body board bureau campaign caucus center centre chapter club coalition collaborative
  collective college commission committee community company confederation congress coop cooperative council department
  enterprise federation firm forum foundation fund group hub information initiative institute institution lab league
  legal movement network observatory office organisation organization partner partnership platform program programme
  project research school service society solution support task team trust union unit university volunteer watch
  arbeitsgemeinschaft bund bundnis gesellschaft initiativ kampagne netzwerk rat stiftung verband verein zentrum
  alianca alianza asociacion associacao association campagne campana centro coalicion coalizao colectivo coletivo comite
  consejo conselho federacao federacion federazione fondation foro fundacao fundacion grupo institut instituto
  liga ligue movimento movimiento mouvement observatorio observatoire organizacao organizacion proyecto projeto projet rede
  red reseau servicio sindicato sociedad sociedade societe syndicat uniao`)

/** Words that say how far a body reaches or where it stands: too many names begin with them to mean kinship. */
export const scopeWords = set(`
  national nacional nationale international internacional internationale global world worldwide federal regional local
  general central public social united new old north northern south southern east eastern west western greater first
  african africa american america arab asia asian austrian australian brazilian british canadian caribbean chinese dutch
  european europe europeenne europea europeia latinoamericana latinoamericano french german indian italian japanese latin pacific spanish swiss
  alabama alaska arizona arkansas california colorado connecticut delaware florida georgia hawaii idaho illinois indiana
  iowa kansas kentucky louisiana maine maryland massachusetts michigan minnesota mississippi missouri montana nebraska
  nevada hampshire jersey mexico york carolina dakota ohio oklahoma oregon pennsylvania rhode tennessee texas utah
  vermont virginia washington wisconsin wyoming los san santa saint
  argentina australia austria bangladesh belgium bolivia brazil cambodia canada chile china colombia denmark deutsche
  ecuador england finland france germany ghana greece india indonesia ireland italy japan kenya korea london malaysia
  mexican nepal netherlands nigeria norway pakistan paraguay peru philippine portugal scotland senegal spain sweden
  switzerland tanzania thailand togo uganda uk uruguay us usa venezuela wale zambia zimbabwe`)

/** The articles a sorting may skip at the start of a name, per language. */
export const articles: Readonly<Record<string, ReadonlySet<string>>> = {
  en: set('the a an'),
  de: set('der die das ein eine'),
  fr: set('le la les un une'),
  es: set('el la los las un una'),
  pt: set('o a os as um uma'),
  it: set('il lo la i gli le un uno una'),
  nl: set('de het een'),
}

/**
 * Legal forms dropped from the end of a name, the spellings of one form on one line. Two-letter forms that are also
 * words or places (SA, AS, NA, SE) are left out: a chapter named after South Australia must not lose its place.
 */
export const legalForms: readonly (readonly string[])[] = [
  ['inc', 'incorporated'],
  ['ltd', 'limited'],
  ['co', 'company'],
  ['corp', 'corporation'],
  ['plc', 'public limited company'],
  ['llc', 'limited liability company'],
  ['llp', 'limited liability partnership'],
  ['lp', 'limited partnership'],
  ['pty'],
  ['pbc', 'public benefit corporation'],
  ['jsc', 'joint stock company'],
  ['ag', 'aktiengesellschaft'],
  ['gmbh'],
  ['ggmbh'],
  ['kg'],
  ['e v', 'ev'],
  ['sarl'],
  ['srl'],
  ['sas'],
  ['asbl'],
  ['aisbl'],
  ['vzw'],
  ['bv'],
  ['nv'],
  ['ab'],
  ['aps'],
  ['oy'],
]
