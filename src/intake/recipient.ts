import type { ProposedAddressee } from './proposal.ts'
import { hasRole } from './roles.ts'

/** Legal forms after a company's name; they are dropped from the short name, never from the addressee. */
const legalForm =
  /,?\s+(?:incorporated|inc|llc|llp|l\.l\.c|ltd|limited|gmbh(?: & co\.? kg)?|ag|se|kg|plc|corporation|corp|company|co|s\.?a\.?s?|s\.?p\.?a|b\.?v|n\.?v|oyj?|ab|a\/s|pty(?: ltd)?|e\.?v|holdings?|group)\.?$/iu

/**
 * The organization a letter goes to, as its readers call it: the printed name without legal form or web ending, if the
 * letter itself calls it so. `null` when no organization is addressed.
 */
export function recipientOf(
  addressees: readonly ProposedAddressee[],
  salutation: string | null,
  text: string,
): string | null {
  const printed =
    addressees.find((one) => one.organization !== null)?.organization ?? greeted(salutation) ?? bodyOfPost(addressees)
  if (printed === null) return null
  const names = [printed]
  for (let name = printed; ;) {
    const shorter = name.replace(legalForm, '').trim()
    if (shorter === name || shorter === '') break
    names.push(shorter)
    name = shorter
  }
  const bare = (names.at(-1) ?? printed).replace(/\.(?:com|org|net|io|ai|co|eu|de)$/iu, '')
  names.push(bare, bare.replace(/^the /iu, ''))
  const counts = names.map((name) => text.split(name).length - 1)
  const most = Math.max(...counts)
  // Longer names hold the shorter ones, so the shortest is counted most; without any mention the legal form alone goes.
  return most === 0 ? (names.at(-2) ?? printed) : (names[counts.lastIndexOf(most)] ?? printed)
}

/** "President of the Example Commission" and "Secretary, Example Council" name the body as well. */
function bodyOfPost(addressees: readonly ProposedAddressee[]): string | null {
  const [post] = addressees.flatMap(({ title }) => title ?? [])
  const [office = '', body = ''] = post?.split(', ') ?? []
  if (hasRole(office) && !/\sof\s/u.test(office) && /^\p{Lu}/u.test(body) && !hasRole(body)) return body
  return /\b(?:of|de la|del|du|der|des|do|da|della) (?:the )?(\p{Lu}[^,]{2,80})(?:,|$)/u.exec(post ?? '')?.[1] ?? null
}

/** "To Example Company:" names the recipient itself. */
function greeted(salutation: string | null): string | null {
  return /^to (?!whom\b|all\b|our\b|the members\b)(.{2,80}):$/iu.exec(salutation ?? '')?.[1] ?? null
}
