/** How many signatories a letter says it has. */
export type StatedCount = {
  readonly count: number
  /** It says "more than" or "over". */
  readonly atLeast: boolean
}

const units =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  )
const tens = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ')

const number = `(\\d{1,3}(?:[,.]\\d{3})+|\\d{1,6}|(?:${tens.join('|')})(?:[- ](?:${units.slice(1, 10).join('|')}))?|${units.slice(2).join('|')})`
const kinds =
  "(?:[\\p{L}'-]+,?\\s+){0,5}(?:organi[sz]ations|groups|signatories|signers|associations|companies|individuals|academics|scientists|experts|ngos|organizaciones|entidades|empresas|personas|organisations|associations|entreprises|personnes|organizações|organisationen|verbände|unternehmen|organizzazioni|organisaties)"

const patterns = [
  new RegExp(
    `\\b(?:undersigned|coalition of|behalf of|we(?:, the)?)\\s+(?:the\\s+)?((?:more than|over)\\s+)?(?:undersigned\\s+)?${number}\\s+${kinds}`,
    'iu',
  ),
  new RegExp(`\\b((?:more than|over)\\s+)?${number}\\s+(?:undersigned|signing|signatory)\\s+${kinds}`, 'iu'),
  new RegExp(
    `\\b(?:las|los|les|as|os|die|le|i|de)\\s+()${number}\\s+${kinds}\\s+(?:(?:abajo\\s+)?firmantes|(?:sous)?signataires|signatárias|(?:abaixo\\s+)?assinadas|firmatarie)`,
    'iu',
  ),
  new RegExp(`\\b(?:die|wir,?)\\s+()${number}\\s+unterzeichnenden\\s+${kinds}`, 'iu'),
]

/** A number of signatories the text names: "we, the 90 undersigned organizations", "a coalition of fifteen groups". */
export function statedCount(text: string): StatedCount | undefined {
  for (const pattern of patterns) {
    const [, more, said] = pattern.exec(text) ?? []
    if (said !== undefined) return { count: valueOf(said.toLowerCase()), atLeast: (more ?? '') !== '' }
  }
  return undefined
}

function valueOf(said: string): number {
  if (/^\d/u.test(said)) return Number(said.replace(/[,.]/gu, ''))
  const [first = '', second = ''] = said.split(/[- ]/u)
  const ten = tens.indexOf(first)
  return ten < 0 ? units.indexOf(first) : (ten + 2) * 10 + Math.max(0, units.indexOf(second))
}
