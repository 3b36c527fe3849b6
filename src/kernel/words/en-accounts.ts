/** What organizers are in a campaign. Part of {@link en}. */
export const roles = {
  lead: 'lead',
  editor: 'editor',
  reviewer: 'reviewer',
  viewer: 'viewer',
}

/** The mails to organizers. Part of {@link en}. Plain text, one paragraph a string. */
export const accountMail = {
  signIn: {
    subject: (site: string) => `Sign in to ${site}`,
    lead: (site: string) => `Somebody (we hope it was you) wants to sign in to ${site} with this address.`,
    open: 'To sign in, open this page and press its button:',
    life: 'The link works once, within 20 minutes.',
    notMe: 'Was it not you? Then do nothing: without this link nobody gets in. Never hand it on.',
  },
  invitation: {
    subject: (site: string) => `You are invited to ${site}`,
    lead: (site: string) => `You are invited to work on letters at ${site}:`,
    to: (campaign: string, role: string, by: string | undefined) =>
      by === undefined ? `“${campaign}”, as ${role}` : `“${campaign}”, as ${role} (invited by ${by})`,
    toServer: 'The organizers there will show you where to begin.',
    open: 'To accept and sign in, open this page and press its button:',
    life: 'The link works once, within seven days. Later you sign in with your address: each time you get a new link.',
    lifeKnown:
      'The link works once, within a day. Later, sign in as you always do: the invitation waits there for seven days.',
    notMe: 'If you do not want this, do nothing. Nobody is told.',
  },
}
