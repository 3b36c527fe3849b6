import type { CampaignId } from '#kernel'
import { hasLog, leafAt, logOf } from '#ledger'
import { gatheringLetters } from '#letters'
import { fileFacts, type Tx, type Vault } from '#platform'
import { parseLeaf, type Leaf } from '#proof'
import { leafText } from './declare-sent.ts'
import type { Delivery } from './delivery.ts'
import { addressesOf, deliveriesOf, sessionOf } from './read-deliveries.ts'
import { sha256 } from './settle-dispatch.ts'
import { mayFollow } from './status.ts'

/**
 * Compares the deliveries of a campaign with its log and with what proves them: each leaf `sent` is a delivery's and says
 * its file, text and recipient; what was sent and may be known stands in the log; statuses follow each other as they may;
 * files that are named are kept. To be called on one snapshot.
 * @param vault also opens what is sealed and compares it with its hash.
 * @returns a sentence for each thing that is not as it should be; none when all is well.
 */
export async function checkDeliveries(tx: Tx, campaign: CampaignId, vault?: Vault): Promise<readonly string[]> {
  const all = await deliveriesOf(tx, campaign)
  const problems = [...(await checkLeaves(tx, campaign, all)), ...all.flatMap(problemsOfSteps)]
  for (const one of all) problems.push(...(await problemsOfFiles(tx, one)), ...(await problemsOfSeals(tx, one, vault)))
  return problems
}

type SentLeaf = Extract<Leaf, { readonly t: 'sent' }>

async function checkLeaves(tx: Tx, campaign: CampaignId, all: readonly Delivery[]): Promise<readonly string[]> {
  const leaves = await sentLeaves(tx, campaign)
  const letters = new Map((await gatheringLetters(tx, campaign)).map((letter) => [letter.id, letter]))
  const isLogged = await hasLog(tx, campaign)
  const problems = [...leaves.keys()]
    .filter((index) => !all.some(({ leaf }) => leaf === index))
    .map((index) => `Leaf ${index} is no delivery's.`)
  for (const one of all) {
    const letter = letters.get(one.letter)
    const recipient = letter?.editions.find(({ id }) => id === one.edition)?.recipient
    const leaf = one.leaf === undefined ? undefined : leaves.get(one.leaf)
    if (one.leaf === undefined) {
      // An embargo ends by the clock, and the leaf follows a little later.
      const isOpen = letter?.state === 'published'
      const isDue = isLogged && isOpen && one.sentOn !== undefined && one.pdf !== undefined
      if (isDue) problems.push(`Delivery ${one.id} was sent, and no leaf says so.`)
    } else if (!leaf) problems.push(`Delivery ${one.id} has no sent leaf at ${one.leaf}.`)
    else if (leaf.h !== one.pdf || leaf.e.join() !== one.version.hash || leaf.r !== leafText(recipient ?? ''))
      problems.push(`Leaf ${one.leaf} says of delivery ${one.id} what is not so.`)
  }
  return problems
}

async function sentLeaves(tx: Tx, campaign: CampaignId): Promise<ReadonlyMap<number, SentLeaf>> {
  const size = (await logOf(tx, campaign))?.size ?? 0
  const found = new Map<number, SentLeaf>()
  for (let index = 0; index < size; index += 1) {
    const bytes = await leafAt(tx, campaign, index)
    const leaf = bytes && parseLeaf(bytes)
    if (leaf?.t === 'sent') found.set(index, leaf)
  }
  return found
}

function problemsOfSteps({ id, addressees }: Delivery): readonly string[] {
  return addressees.flatMap(({ position, steps }) =>
    steps.flatMap(({ from, to }, index) => {
      const isFirst = index === 0 && from === undefined && to === 'draft'
      const follows = from !== undefined && steps[index - 1]?.to === from && mayFollow(from, to)
      return isFirst || follows ? [] : [`Delivery ${id}, addressee ${position}: ${to} cannot follow ${from}.`]
    }),
  )
}

async function problemsOfFiles(tx: Tx, { campaign, id, pdf, proofs }: Delivery): Promise<readonly string[]> {
  const named = [pdf, ...proofs.flatMap(({ file }) => file ?? [])]
  const problems: string[] = []
  for (const hash of named)
    if (hash !== undefined && !(await fileFacts(tx, campaign, hash)))
      problems.push(`Delivery ${id} names a file that is not kept.`)
  return problems
}

async function problemsOfSeals(
  tx: Tx,
  { campaign, id, proofs }: Delivery,
  vault: Vault | undefined,
): Promise<readonly string[]> {
  if (!vault) return []
  const problems: string[] = []
  try {
    await addressesOf(tx, vault, { campaign, delivery: id })
    for (const { id: proof, kind, hash, messageHash } of proofs) {
      const { transcript, message } = (await sessionOf(tx, vault, { campaign, proof })) ?? {}
      const sealed = kind === 'bounce' ? message : transcript
      const isSame = sealed === undefined || sha256(sealed) === hash
      const isSameMail = kind !== 'smtp' || message === undefined || sha256(message) === messageHash
      if (!isSame || !isSameMail) problems.push(`What is sealed of proof ${proof} is not what its hash says.`)
    }
  } catch (error) {
    problems.push(`Delivery ${id}: ${error instanceof Error ? error.message : 'does not open'}.`)
  }
  return problems
}
