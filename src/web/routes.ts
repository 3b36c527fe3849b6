/** Every URL of this server. Links are built here and nowhere else. */
const at = (...parts: readonly string[]): string => parts.map((part) => `/${encodeURIComponent(part)}`).join('')

/** Paths of pages and files, ready for `href`. */
export const routes = {
  home: () => '/',
  campaign: (campaign: string) => at('c', campaign),
  letter: (campaign: string, letter: string) => at('c', campaign, letter),
  compare: (campaign: string, letter: string) => at('c', campaign, letter, 'compare'),
  compareTo: (campaign: string, letter: string, base: string) => at('c', campaign, letter, 'compare', base),
  signatories: (campaign: string, letter: string) => at('c', campaign, letter, 'signatories'),
  signatoriesCsv: (campaign: string, letter: string) => at('c', campaign, letter, 'signatories.csv'),
  edition: (campaign: string, letter: string, edition: string) => at('c', campaign, letter, edition),
  pdf: (campaign: string, letter: string, edition: string) => at('c', campaign, letter, edition, 'letter.pdf'),
  card: (campaign: string, letter: string, edition: string) => at('c', campaign, letter, edition, 'card.png'),
  organization: (campaign: string, organization: string) => at('c', campaign, 'organizations', organization),
  text: (hash: string) => at('text', hash),
  textFile: (hash: string) => at('text', `${hash}.txt`),
  robots: () => '/robots.txt',
  sitemap: () => '/sitemap.xml',
  health: () => '/health',
} as const

/** The same paths as patterns, for the router. */
export const patterns = {
  home: '/',
  campaign: '/c/:campaign',
  letter: '/c/:campaign/:letter',
  compare: '/c/:campaign/:letter/compare',
  compareTo: '/c/:campaign/:letter/compare/:base',
  signatories: '/c/:campaign/:letter/signatories',
  signatoriesCsv: '/c/:campaign/:letter/signatories.csv',
  edition: '/c/:campaign/:letter/:edition',
  pdf: '/c/:campaign/:letter/:edition/letter.pdf',
  card: '/c/:campaign/:letter/:edition/card.png',
  organization: '/c/:campaign/organizations/:organization',
  text: '/text/:hash{[0-9a-f]{64}}',
  textFile: '/text/:file{[0-9a-f]{64}\\.txt}',
  robots: '/robots.txt',
  sitemap: '/sitemap.xml',
  health: '/health',
} as const
