import { statfs } from 'node:fs/promises'
import { Fault } from '#kernel'
import {
  checkMailRecords,
  mailRecord,
  discarding,
  probeSmtp,
  readConfig,
  readSecretKeys,
  smtpTransport,
  systemDns,
  systemMeans,
  type Config,
  type Finding,
  type MailDns,
  type MailKey,
} from '#platform'
import type { Command, ExitCode } from './command.ts'
import { readArguments } from './arguments.ts'
import { readWitnesses } from './witnesses-file.ts'

/** Free bytes where a folder is; undefined when it is not there. */
export type RoomOn = (folder: string) => Promise<number | undefined>

const roomOnDisk: RoomOn = async (folder) => {
  const disk = await statfs(folder).catch(() => undefined)
  return disk && disk.bavail * disk.bsize
}

export const doctor: Command = doctorWith(systemDns(), roomOnDisk)

/** The command with the DNS and the disk that it asks. */
export function doctorWith(dns: MailDns, roomOn: RoomOn): Command {
  return {
    help: `Usage: undersigned doctor [--to ADDRESS]

Checks everything that a server needs to be reached, to keep its secrets and to have its mails arrive: the settings, the
secrets file, room on the disk, the DNS records of the sender (SPF, DKIM, DMARC), the mail server, the witnesses.
Says what is wrong, with the DNS records to make. Changes nothing and sends nothing.

  --to ADDRESS   also sends one mail there, signed and handed over as every other

Ends with 0 when nothing is wrong, else with 1.
`,
    run: async (args, means) => {
      const read = readArguments(args, { to: { type: 'string' } })
      const say = means.terminal.say
      if (read.kind === 'wrong' || read.words.length > 0)
        return (say(read.kind === 'wrong' ? read.sentence : '"doctor" takes no further words.'), 2)
      const config = readConfig(means.environment, means.workingFolder)
      const { key, findings: ofSecrets } = await checkSecrets(config)
      const findings = [
        ...checkAddress(config),
        ...ofSecrets,
        ...(await checkRoom(config, roomOn)),
        ...(await checkMail(config, key, dns)),
        ...(await checkWitnesses(config)),
        ...(await sendTest(config, key, read.texts.get('to'))),
      ]
      for (const { kind, sentence } of findings) means.terminal.out(`${marks[kind]}${sentence}\n`)
      return verdict(findings)
    },
  }
}

const marks = { good: 'ok     ', look: 'look   ', wrong: 'WRONG  ' } as const

const verdict = (findings: readonly Finding[]): ExitCode => (findings.some(({ kind }) => kind === 'wrong') ? 1 : 0)

function checkAddress({ publicUrl, trustedProxies, host }: Config): readonly Finding[] {
  if (publicUrl === undefined)
    return [{ kind: 'look', sentence: 'PUBLIC_URL is not set: only this machine is served.' }]
  const encrypted: Finding = publicUrl.startsWith('https:')
    ? { kind: 'good', sentence: `PUBLIC_URL is ${publicUrl}.` }
    : {
        kind: 'wrong',
        sentence: 'PUBLIC_URL does not begin with https://: whoever signs would send name and address in the open.',
      }
  const trusted: Finding =
    trustedProxies.entries.length > 0
      ? { kind: 'good', sentence: 'TRUSTED_PROXIES is set: visitors are told apart by what the proxy says of them.' }
      : {
          kind: 'wrong',
          sentence: `TRUSTED_PROXIES is not set: behind a proxy all visitors look like one. If the proxy is on this machine: TRUSTED_PROXIES=127.0.0.1,::1${host === '127.0.0.1' ? '' : ' (and see that nobody reaches the port past it)'}`,
        }
  return [encrypted, trusted]
}

async function checkSecrets({
  secretsFile,
}: Config): Promise<{ readonly key: MailKey | undefined; readonly findings: readonly Finding[] }> {
  try {
    const secrets = await readSecretKeys(secretsFile)
    const [key] = secrets?.mail ?? []
    const finding: Finding = secrets
      ? { kind: 'good', sentence: `The secrets file ${secretsFile} is whole, and only its owner can read it.` }
      : { kind: 'look', sentence: `There is no secrets file ${secretsFile} yet; the first start makes it.` }
    return { key, findings: [finding] }
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    return { key: undefined, findings: [{ kind: 'wrong', sentence: error.message }] }
  }
}

/** A million signatures with their log take about one; below, PostgreSQL also begins to fear for its own log. */
const fewestGigabytes = 2

async function checkRoom({ dataDir }: Config, roomOn: RoomOn): Promise<readonly Finding[]> {
  const free = await roomOn(dataDir)
  if (free === undefined)
    return [{ kind: 'look', sentence: `The data folder ${dataDir} is not there yet; the first start makes it.` }]
  const gigabytes = free / 1e9
  const sentence = `The data folder ${dataDir} has ${gigabytes.toFixed(1)} GB of room.`
  return [
    gigabytes < fewestGigabytes
      ? { kind: 'wrong', sentence: `${sentence} Make it ${fewestGigabytes} GB at least.` }
      : { kind: 'good', sentence },
  ]
}

async function checkMail(
  { smtpUrl, mailFrom }: Config,
  key: MailKey | undefined,
  dns: MailDns,
): Promise<readonly Finding[]> {
  if (smtpUrl === undefined || mailFrom === undefined)
    return [{ kind: 'wrong', sentence: 'SMTP_URL is not set: no mail is sent, so nobody can confirm a signature.' }]
  if (smtpUrl === discarding)
    return [{ kind: 'wrong', sentence: 'SMTP_URL is set for a rehearsal: mails are counted and none is sent.' }]
  const domain = mailFrom.slice(mailFrom.lastIndexOf('@') + 1).toLowerCase()
  const probed = await probeSmtp(smtpUrl)
  if (!key)
    return [
      ...probed,
      { kind: 'look', sentence: 'The DNS records can be checked when the first start has made the mail key.' },
    ]
  const sender = { domain, key, keyRecord: mailRecord(key, domain), host: new URL(smtpUrl).hostname }
  return [...probed, ...(await checkMailRecords(dns, sender))]
}

async function checkWitnesses({ witnesses: file }: Config): Promise<readonly Finding[]> {
  try {
    const policy = await readWitnesses(file)
    if (!policy)
      return [{ kind: 'look', sentence: 'WITNESSES is not set: nobody else vouches that the public log only grows.' }]
    return await Promise.all(policy.witnesses.map(({ name, url }) => checkWitness(name, url)))
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    return [{ kind: 'wrong', sentence: error.message }]
  }
}

async function checkWitness(name: string, url: string | undefined): Promise<Finding> {
  if (url === undefined) return { kind: 'look', sentence: `Witness ${name}: has no address, so it is never asked.` }
  // Any answer will do: what it says to a GET is its own affair.
  const answered = await fetch(url, { signal: AbortSignal.timeout(10_000), redirect: 'manual' }).then(
    () => true,
    () => false,
  )
  return answered
    ? { kind: 'good', sentence: `Witness ${name}: answers at ${url}.` }
    : { kind: 'wrong', sentence: `Witness ${name}: does not answer at ${url}.` }
}

async function sendTest(
  { smtpUrl, mailFrom }: Config,
  key: MailKey | undefined,
  to: string | undefined,
): Promise<readonly Finding[]> {
  if (to === undefined) return []
  if (smtpUrl === undefined || smtpUrl === discarding || mailFrom === undefined || !key)
    return [{ kind: 'wrong', sentence: 'No mail was sent: SMTP_URL, MAIL_FROM and a mail key are needed for that.' }]
  const { now, random } = systemMeans()
  const transport = smtpTransport({ smtpUrl, mailFrom }, key)
  const reference = Buffer.from(random(18)).toString('base64url')
  const text = 'This mail was sent by "undersigned doctor". If you can read it, mails of this installation arrive.\n'
  const outcome = await transport.send({
    to,
    subject: 'A mail of your letters server',
    text,
    language: 'en',
    reference,
    token: reference,
    date: now(),
  })
  await transport.close()
  return outcome.kind === 'accepted'
    ? [
        {
          kind: 'good',
          sentence: `The mail server took a mail to ${to}. Look whether it arrived, and not among the spam.`,
        },
      ]
    : [{ kind: 'wrong', sentence: `The mail server did not take a mail to ${to} (${outcome.code}).` }]
}
