import { mailRecord, publicKeyOf, readSecretKeys, type Config, type SecretKeys } from '#platform'
import { verifierKeyOf } from '#proof'
import type { ExitCode, Terminal } from './command.ts'

const usesOf = {
  seal: 'what people typed is sealed with it',
  link: 'links, codes and forms carry its mark',
  log: 'checkpoints of the public logs are signed with it',
  mail: 'mails are signed with it',
} as const

/** Shows the keys without what is secret of them. */
export async function showKeys(
  { secretsFile, mailFrom }: Config,
  origin: string | undefined,
  { out, say }: Terminal,
): Promise<ExitCode> {
  const secrets = await readSecretKeys(secretsFile)
  if (!secrets) return (say(`There are no keys yet in ${secretsFile}: the first start makes them.`), 2)
  out(`${linesOf(secrets, mailFrom, origin).join('\n')}\n`)
  return 0
}

function linesOf(secrets: SecretKeys, mailFrom: string | undefined, origin: string | undefined): readonly string[] {
  const several = (use: 'seal' | 'link' | 'log', more: (key: Uint8Array) => readonly string[] = () => []) => [
    `${use}: ${usesOf[use]}`,
    ...secrets[use].flatMap(({ id, madeAt, key }, index) => [
      `  key ${id}, since ${day(madeAt)}${secrets[use].length === 1 ? '' : index === 0 ? ', to be retired' : ', the newest'}`,
      ...more(key).map((line) => `    ${line}`),
    ]),
  ]
  const domain = mailFrom?.split('@')[1] ?? 'DOMAIN-OF-MAIL_FROM'
  return [
    'identity: addresses are recognized by its mark',
    `  since ${day(secrets.identity.madeAt)}`,
    ...several('seal'),
    ...several('link'),
    ...several('log', (seed) => [
      `public half (Ed25519): ${Buffer.from(publicKeyOf(seed)).toString('base64')}`,
      ...(origin === undefined ? [] : [`verifier key: ${verifierKeyOf({ name: origin, seed }, 'ed25519')}`]),
    ]),
    `mail: ${usesOf.mail}`,
    ...secrets.mail.flatMap((key, index) => [
      `  key ${key.selector}, since ${day(key.madeAt)}${index === 0 ? '' : ', waits until the other is retired'}`,
      `    ${mailRecord(key, domain)}`,
    ]),
  ]
}

function day(at: Date): string {
  return at.toISOString().slice(0, 10)
}
