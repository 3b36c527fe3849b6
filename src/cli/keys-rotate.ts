import {
  readConfig,
  readSecretKeys,
  replaceSecrets,
  retireKey,
  rotateKey,
  systemMeans,
  type RotatedUse,
  type Rotation,
  type SecretKeys,
} from '#platform'
import type { CommandMeans, ExitCode } from './command.ts'
import { renewIdentity, retireSeal } from './keys-renew.ts'

/** What has to be done before the old key may go, in one sentence each. */
const afterRotation: Readonly<Record<RotatedUse, string>> = {
  log: 'Start the server again: from then on both keys sign. Tell those who check the log of the new one (undersigned keys show ORIGIN), and retire the old one when they know it.',
  seal: 'Start the server again: from then on the new key seals, and both open. Retire the old one when you can stop the server for a while.',
  link: 'Start the server again: from then on new links carry the mark of the new key. Old links work until the old one is retired.',
  mail: 'Put its record into the DNS (undersigned keys show), wait a day, then retire the old one: from the next start on the new one signs.',
}

/** What is over once the old key is gone. */
const whatRetiringEnds: Readonly<Record<RotatedUse, string>> = {
  log: 'Who knows only the old key can no longer check new checkpoints.',
  seal: 'Everything that people typed is sealed anew first; no server may be at work meanwhile.',
  link: 'Every link and code in mails from before the rotation stops working.',
  mail: 'The new key signs from the next start on. Leave the old DNS record for a week, for mails under way.',
}

/** The use of that name, of those whose keys can be exchanged. */
export function rotatedUse(word: string): RotatedUse | undefined {
  return (['log', 'seal', 'link', 'mail'] as const).find((use) => use === word)
}

/** Makes a second key of a use. */
export async function rotate(use: RotatedUse, means: CommandMeans): Promise<ExitCode> {
  return change(means, async (secrets) => rotateKey(secrets, use, systemMeans().now()), afterRotation[use])
}

/** Takes the older key of a use away, when somebody agrees. */
export async function retire(use: RotatedUse, agreed: boolean, means: CommandMeans): Promise<ExitCode> {
  const refusal = await agreement(`${whatRetiringEnds[use]} Retire the old ${use} key?`, agreed, means)
  if (refusal !== undefined) return refusal
  return use === 'seal'
    ? retireSeal(means)
    : change(means, async (secrets) => retireKey(secrets, use), 'Start the server again.')
}

/** Puts another identity key in the place of the one there is, when somebody agrees. */
export async function exchangeIdentity(agreed: boolean, means: CommandMeans): Promise<ExitCode> {
  const question =
    'Every address is marked anew; no server may be at work meanwhile, and the review no longer recognizes what it saw before. Exchange the identity key?'
  return (await agreement(question, agreed, means)) ?? renewIdentity(means)
}

/** @returns `undefined` when somebody agrees, else the exit code. */
async function agreement(
  question: string,
  agreed: boolean,
  { terminal: { say, ask } }: CommandMeans,
): Promise<ExitCode | undefined> {
  if (agreed) return undefined
  const answer = await ask(`${question} [y/N] `)
  if (answer === undefined) return (say('Nobody is here to answer: use --yes to agree.'), 2)
  return /^y(es)?$/i.test(answer.trim()) ? undefined : (say('Nothing was changed.'), 0)
}

async function change(
  means: CommandMeans,
  step: (secrets: SecretKeys) => Promise<Rotation>,
  next: string,
): Promise<ExitCode> {
  const { say } = means.terminal
  const { secretsFile } = readConfig(means.environment, means.workingFolder)
  const before = await readSecretKeys(secretsFile)
  if (!before) return (say(`There are no keys yet in ${secretsFile}: the first start makes them.`), 2)
  const rotation = await step(before)
  switch (rotation.kind) {
    case 'in-rotation':
      return (say('There are two of these keys already: retire the old one first.'), 2)
    case 'not-in-rotation':
      return (say('There is only one of these keys: rotate first.'), 2)
    case 'changed':
      if (!(await replaceSecrets(secretsFile, before, rotation.secrets)))
        return (
          say('Somebody else changed the keys at the same time. Look at them (undersigned keys show), and try again.'),
          1
        )
      say(`Done. ${next} Make a new backup of the keys now (undersigned backup --keys FILE).`)
      return 0
    default:
      return rotation satisfies never
  }
}
