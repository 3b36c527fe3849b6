import { fold } from '#kernel'

/** What a column of a list can hold. */
export type ColumnRole =
  | 'name'
  | 'given-name'
  | 'family-name'
  | 'organization'
  | 'representative'
  | 'title'
  | 'affiliation'
  | 'country'
  | 'group'
  | 'kind'
  | 'note'
  | 'number'
  /** Whether the name may be published; never printed. */
  | 'consent'
  /** Mail addresses, telephone numbers and what else is nobody's business; never taken. */
  | 'private'
  | 'other'

/**
 * What heads of columns say, in the languages lists come in; the first line that fits decides, so that "organization's
 * e-mail" is private and "position in the organization" a title. Words are folded: no accents, no capitals.
 */
const heads: readonly (readonly [ColumnRole, RegExp])[] = [
  [
    'private',
    /e-?mails?\b|\bmail\b|correo|courriel|posta elettronica|tele(?:ph|f)on|\bphone|\bmobile\b|\bhandy\b|\btel\b|\bfax\b|whatsapp|(?<!web )\baddress|adresse|direccion|indirizzo|endereco|\bstreet\b|strasse|postal|post ?code|\bzip\b|\bplz\b|\bcap\b|\bip\b|birth|geburt|nacimiento|naissance|nascita|passport|\bdni\b|user ?agent|newsletter|opt.?in/u,
  ],
  [
    'consent',
    /consent|permission|may we|\bagree|anonym|einwillig|zustimm|veroffentlich|autoriz|consent|j'accepte|\baccord\b|acepto|gdpr|dsgvo|rgpd|(?:publish|display|show|list|make) (?:my|your|the|this)? ?(?:name|signature|public)|\bpublic(?:ly)?\b|\bvisible\b|sichtbar/u,
  ],
  [
    'other',
    /time ?stamp|zeitstempel|horodat|marca temporal|\bdate\b|\bdatum\b|\bfecha\b|\bdata\b|created|submitted|signed (?:at|on)|\burl\b|web ?(?:site|seite|page|address)|home ?page|\blinks?\b|\bsitio\b|\bsite\b|twitter|mastodon|bluesky|linkedin|facebook|instagram|\borcid\b|\bhandle\b|\blogo\b|image|photo|foto|avatar|comment|kommentar|comentario|commentaire|message|nachricht|mensaje|reason|\bwhy\b|statement|constituency|wahlkreis/u,
  ],
  ['number', /^(?:#|no\.?|nr\.?|n°|nº|n\.|num(?:ber|ero|mer)?|id|row|pos(?:ition)? no\.?|lfd\.? ?nr\.?|index|rank)$/u],
  ['kind', /\btype\b|\bkind\b|\btyp\b|\btipo\b|individual (?:or|\/) ?(?:an )?organi|signing as|sign as/u],
  ['country', /countr(?:y|ies)|\bland\b|\bpa[iy]s\b|\bpaese\b|\bnation(?:ality)?\b|\bstaat\b|based in/u],
  ['other', /\bcit(?:y|ies)\b|\bstadt\b|\bort\b|\bciudad\b|\bville\b|\bcitta\b|\bcidade\b|\btown\b|region|location/u],
  [
    'representative',
    /represent|\bcontact\b|ansprechpartner|kontakt|vertret|referente|on behalf of|spokes|authori[sz]ed|signed (?:for|by)|signing (?:for|person|on behalf)/u,
  ],
  ['given-name', /first ?name|given ?name|forename|vorname|prenom|primeiro nome|voornaam/u],
  [
    'family-name',
    /last ?name|family ?name|surname|nachname|familienname|apellidos?|cognome|sobrenome|apelido|achternaam|nom de famille/u,
  ],
  [
    'title',
    /\btitles?\b|\bposition\b|\brole\b|funktion|\bcargo\b|fonction|\bpuesto\b|\bruolo\b|qualifica|\bberuf\b|occupation|profession|\btitre\b|\btitel\b|\bfunctie\b|designation|\bjob\b|\bposte\b|\bfuncao\b/u,
  ],
  ['group', /\bgroups?\b|categor|kategorie|\bsection\b|\bsector\b|\bsektor\b|\bgrupos?\b|\bgruppe\b|\bgroupe\b/u],
  ['note', /\bnotes?\b|remark|bemerkung|anmerkung|observa|remarque|foot ?note|\bnotiz/u],
  [
    'affiliation',
    /affiliat|employer|arbeitgeber|employeur|works? (?:at|for)|work ?place|universit|hochschule|faculty|department|afiliacion|filiacao|rattachement|affiliazione|institution|institut|instelling|instituc|instituic|etablissement/u,
  ],
  [
    'organization',
    /organi[sz]a|organisme|\borg\b|compan(?:y|ies)|\bfirma\b|unternehmen|entreprise|empresa|societe|societa|azienda|\bongs?\b|\bngos?\b|association|verein|asociacion|associazione|associacao|entidad|\bentity\b|\bbod(?:y|ies)\b|coalition member|member|business|initiative|signing group/u,
  ],
  [
    'name',
    /\bnames?\b|signator|signer|signed|undersigned|\bnombres?\b|\bnoms?\b|\bnomi?e?\b|\bnaam\b|unterzeichn|firmante|signataire|firmatari|assinante|ondertekenaar|supporter|endorser|\bpersons?\b|\bpeople\b|participant|\bwho\b/u,
  ],
]

/** A head of a column without the ways in which programs write it: `firstName`, `first_name`, `First name *`. */
export function headKey(head: string): string {
  const words = head.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2').replace(/[_.*:?]+/gu, ' ')
  return fold(words).trim()
}

/** What the head of a column says of it; `undefined` when it says nothing. Longer than a question is no head. */
export function roleOfHead(head: string): ColumnRole | undefined {
  const key = headKey(head)
  if (key === '' || key.length > 160) return undefined
  // "Name (individual or organization)" asks for the name.
  if (/^(?:full |your )?names?\b/u.test(key) && /individual|person/u.test(key)) return 'name'
  return heads.find(([, words]) => words.test(key))?.[0]
}

/** Whether a cell consists of a column's head and nothing else: heads are short, or are questions. */
export function isHeadCell(cell: string): boolean {
  const key = headKey(cell)
  const words = key.split(' ').length
  return roleOfHead(cell) !== undefined && (words <= 4 || /\?|\(|\//u.test(cell) || words > 7)
}

/** Words that heads consist of, beside which no name stands. */
const headOnly = new Set(
  'a an and or of the your our full first last given family sur name names surname forename signatory signatories signer signers signature signatures signed by organization organizations organisation organisations org company companies institution affiliation affiliations title job position role country type category group representative contact person email e mail timestamp date number no nr id website url note notes comment comments city employer entity supporter supporters who in for if any optional required nombre nombres apellido apellidos organizacion entidad pais cargo correo nom prenom organisme pays fonction titre vorname nachname familienname land funktion titel unternehmen verein nome cognome organizzazione paese ruolo sobrenome organizacao empresa pais naam voornaam achternaam organisatie functie de la del du des della di do da und oder et ou y o e'.split(
    ' ',
  ),
)

/** Whether a cell is a column's head beyond doubt: every word of it is one that heads consist of. */
export function isPureHead(cell: string): boolean {
  const words = headKey(cell).match(/[\p{L}\p{N}]+/gu) ?? []
  return (
    words.length > 0 && words.length <= 8 && words.every((word) => headOnly.has(word)) && roleOfHead(cell) !== undefined
  )
}

/** Whether the first line of a text is the head of one column, so that the lines below it may be a table. */
export function startsWithHead(text: string): boolean {
  return isPureHead(
    /[^\r\n]{1,80}/u.exec(
      text
        .slice(0, 400)
        .replace(/^\uFEFF/u, '')
        .trimStart(),
    )?.[0] ?? '',
  )
}
