/** How a provider reads the part before the `@`, as far as it says so itself. */
export type MailProvider = {
  /** Hosts at which a name is one and the same mailbox; the first stands for all. */
  readonly hosts: readonly string[]
  /** Whatever follows a plus sign is a tag of the mailbox's owner. */
  readonly tags: boolean
  /** Characters that are left out. */
  readonly ignores: string
}

const each = (hosts: readonly string[]): readonly MailProvider[] =>
  hosts.map((host) => ({ hosts: [host], tags: true, ignores: '' }))

/**
 * Providers whose rules are certain. Elsewhere a plus and a dot are letters of a name like any other: to take two
 * people for one costs one of them their signature, to miss a tag counts one person twice. So nothing is guessed:
 * Yahoo's tags use a hyphen that names have, too, and a company's own domain does not say who runs its mail.
 */
export const mailProviders: readonly MailProvider[] = [
  // Dots do not matter, and both hosts are one (support.google.com/mail/answer/7436150 and /10313).
  { hosts: ['gmail.com', 'googlemail.com'], tags: true, ignores: '.' },
  // Dots, hyphens and underscores do not matter; every account has its name at all three (proton.me/support/addresses-and-aliases).
  { hosts: ['proton.me', 'protonmail.com', 'pm.me'], tags: true, ignores: '.-_' },
  ...each([
    ...['outlook', 'hotmail', 'live'].flatMap((name) => [
      `${name}.com`,
      ...['at', 'be', 'cl', 'cz', 'de', 'dk', 'es', 'fr', 'hu', 'ie', 'in', 'it', 'jp', 'kr', 'lv', 'nl', 'no'].map(
        (country) => `${name}.${country}`,
      ),
      ...['ph', 'pt', 'sa', 'se', 'sg', 'sk'].map((country) => `${name}.${country}`),
      ...['com.ar', 'com.au', 'com.br', 'com.gr', 'com.mx', 'com.tr', 'co.id', 'co.il', 'co.jp', 'co.th', 'co.uk'].map(
        (country) => `${name}.${country}`,
      ),
      `${name}.ca`,
    ]),
    'msn.com',
  ]),
  ...each(['icloud.com', 'me.com', 'mac.com']),
  ...each(['fastmail.com', 'fastmail.fm']),
  ...each(['posteo.de', 'posteo.net', 'mailbox.org', 'runbox.com', 'hey.com']),
]
