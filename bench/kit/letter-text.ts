const first = [
  'River',
  'Harbor',
  'Lantern',
  'Meadow',
  'Copper',
  'Juniper',
  'Granite',
  'Willow',
  'Anchor',
  'Beacon',
  'Cedar',
  'Summit',
]
const second = ['Street', 'Valley', 'County', 'Coast', 'Northside', 'Eastfield', 'Delta', 'Hill', 'Island', 'Plains']
const kinds = [
  'Tenants Union',
  'Legal Aid',
  'Neighbors Council',
  'Workers Alliance',
  'Library Friends',
  'Youth Project',
  'Housing Coalition',
  'Mutual Aid Network',
]

/** Invented organizations, all different, in alphabetical order. */
function organizations(count: number): readonly string[] {
  const names = Array.from({ length: count }, (_, n) => {
    const number = Math.floor(n / (first.length * second.length * kinds.length))
    const place = `${first[n % first.length]} ${second[Math.floor(n / first.length) % second.length]}`
    const kind = kinds[Math.floor(n / (first.length * second.length)) % kinds.length]
    return number === 0 ? `${place} ${kind}` : `${place} ${kind}, District ${number}`
  })
  return names.toSorted((a, b) => a.localeCompare(b, 'en'))
}

const paragraphs = [
  'We are a coalition of organizations that work with people who rent their homes. We write to ask that Verrolane stop selling scores about tenants to landlords, and that it tell those it has scored what it said about them.',
  'A score that nobody can see decides who gets a door key. It repeats the past of a neighborhood as if it were the future of a person, and it does so at a speed that no court can follow. People are turned away without ever learning why, and without anybody to ask.',
  'Over the last year our members have heard from thousands of families who were refused on the word of a number. Not one of them was shown the number, and not one could have it corrected. That is not a market; it is a locked room.',
  'Verrolane must stop selling scores about tenants, delete those it holds, and let somebody independent confirm that both were done.',
  'We look forward to your written response to this letter.',
]

/** A plain letter of five paragraphs with as many signatories as wished, as an organizer would paste it. */
export function letterText(signatories: number): string {
  return [
    'January 15, 2029',
    'Imre Castellan\nChief Executive Officer\nVerrolane, Inc.',
    'Dear Mr. Castellan,',
    ...paragraphs,
    'Signed,',
    organizations(signatories).join('\n'),
  ].join('\n\n')
}
