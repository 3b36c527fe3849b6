import { given, readHost, readPath, readWhole, type Definition } from './setting.ts'

/** How mail comes in, where we take it ourselves. */
export type MailInConfig = {
  /** The TCP port to take mail on; `undefined`: none is taken, 0 lets the system choose a free one. */
  readonly mailInPort: number | undefined
  /** The address or name of the interface to take mail on. */
  readonly mailInHost: string
  /** The name by which we greet other mail servers; `undefined`: the domain of the address that mails come from. */
  readonly mailInName: string | undefined
  /** The domain at which answers to delivered letters come in, as `reply-…@` of it; `undefined`: they do not come in here. */
  readonly mailInReplies: string | undefined
  /** The largest mail that is taken, in megabytes. */
  readonly mailInMegabytes: number
  /** The absolute path of a certificate with its chain (PEM); `undefined`: mail comes in unencrypted. */
  readonly mailInCertificate: string | undefined
  /** The absolute path of its private key (PEM). */
  readonly mailInKey: string | undefined
}

/** The settings of mail that comes in. */
export const mailInDefinitions: { readonly [Key in keyof MailInConfig]: Definition<MailInConfig[Key]> } = {
  mailInPort: {
    name: 'MAIL_IN_PORT',
    usual: 'none: no mail is taken in',
    meaning:
      'TCP port on which we take mail to MAIL_FROM ourselves: bounces, and proofs by organizations. From outside it has to be reached as port 25.',
    read: (text) => (text === undefined ? { ok: undefined } : readWhole(text, 0, 65_535)),
  },
  mailInHost: {
    name: 'MAIL_IN_HOST',
    usual: '127.0.0.1',
    meaning: 'Address or name of the interface to take mail on; 0.0.0.0 is all of them.',
    read: (text = '127.0.0.1') => readHost(text),
  },
  mailInName: {
    name: 'MAIL_IN_NAME',
    usual: 'the domain of MAIL_FROM',
    meaning: 'Name by which we greet other mail servers: the one that the MX record names.',
    read: (text) => (text === undefined ? { ok: undefined } : readHost(text)),
  },
  mailInReplies: {
    name: 'MAIL_IN_REPLIES',
    usual: 'the domain of MAIL_FROM with MAIL_IN_PORT, else none: answers do not come in here',
    meaning:
      'Domain at which answers to delivered letters come in: each delivery has an address reply-…@ of it, and all of these have to reach us.',
    read: (text, _workingFolder, environment) => {
      if (text !== undefined) return readHost(text)
      const from = given(environment, 'MAIL_IN_PORT') === undefined ? undefined : given(environment, 'MAIL_FROM')
      return { ok: from?.slice(from.lastIndexOf('@') + 1) }
    },
  },
  mailInMegabytes: {
    name: 'MAIL_IN_MEGABYTES',
    usual: '10',
    meaning: 'Size of the largest mail taken in, in megabytes, 1 to 10.',
    read: (text = '10') => readWhole(text, 1, 10),
  },
  mailInCertificate: {
    name: 'MAIL_IN_CERTIFICATE',
    usual: 'none: mail comes in unencrypted',
    meaning:
      'File with the certificate for MAIL_IN_NAME and its chain, in PEM. Read again every hour. Needed with MAIL_IN_KEY.',
    read: (text, workingFolder, environment) => readPartner(text, workingFolder, given(environment, 'MAIL_IN_KEY')),
  },
  mailInKey: {
    name: 'MAIL_IN_KEY',
    usual: 'none',
    meaning: 'File with the private key of MAIL_IN_CERTIFICATE, in PEM.',
    read: (text, workingFolder, environment) =>
      readPartner(text, workingFolder, given(environment, 'MAIL_IN_CERTIFICATE')),
  },
}

function readPartner(text: string | undefined, workingFolder: string, partner: string | undefined) {
  if (text !== undefined) return readPath(text, workingFolder, 'file')
  return partner === undefined
    ? { ok: undefined }
    : { wrong: 'must be set, too: a certificate and its key go together' }
}
