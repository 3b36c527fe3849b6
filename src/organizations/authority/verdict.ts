/** Why a mail proves nothing. */
export type MailRefusal =
  /** Anybody can have a mailbox at the domain, or it is nobody's. */
  | 'domain-proves-nothing'
  | 'too-large'
  /** Two readers could read the header differently. */
  | 'header-unclear'
  /** Not exactly one From with exactly one plain address, or readers disagree about it. */
  | 'author-unclear'
  /** Not exactly one Subject. */
  | 'subject-unclear'
  | 'other-domain'
  | 'automatic-reply'
  | 'challenge-missing'
  | 'other-challenge'
  | 'other-text'
  | 'challenge-expired'
  | 'unsigned'
  | 'too-many-signatures'
  | SignatureRefusal

/** Why a signature of a mail proves nothing. */
export type SignatureRefusal =
  | 'signed-by-other-domain'
  | 'signature-broken'
  | 'signature-malformed'
  | 'signature-expired'
  | 'signature-from-future'
  /** The tag `l`: more could be appended. */
  | 'body-not-whole'
  /** From or Subject is not signed. */
  | 'fields-not-signed'
  | 'key-missing'
  | 'key-weak'

/** Why a person has to look before a mail proves anything. */
export type MailDoubt =
  | SignatureDoubt
  | 'from-subdomain'
  | 'from-parent-domain'
  /** There are words around the proof in the Subject: an answer, a list, an automatic reply. */
  | 'words-in-subject'
  | 'is-answer'
  /** It is not addressed to us in a signed field: it may have been sent to somebody else. */
  | 'not-addressed-to-us'
  | 'passed-by-list'
  /** The signature is broken, but a forwarder known to be careful says that it was whole. */
  | 'forwarder-vouches'

/** What about a signature a person has to look at. */
export type SignatureDoubt =
  | 'signed-by-parent-domain'
  | 'signed-by-subdomain'
  /** What was signed of the header is untouched; the body is not. */
  | 'body-changed'
  | 'key-short'
  | 'key-on-trial'
  | 'key-record-odd'

/** Who wrote and who signed, to be shown to the person who judges. */
export type MailFacts = {
  /** The address in From. */
  readonly from: string | undefined
  /** The domain of the signature that was judged. */
  readonly signedBy: string | undefined
  readonly selector: string | undefined
  /** What the sending server was allowed by SPF; a remark, never a proof. */
  readonly sender: string
}

/** What a mail proves of an organization's authority. Every mail ends as one of these. */
export type MailVerdict =
  | { readonly kind: 'proved'; readonly facts: MailFacts }
  | { readonly kind: 'review'; readonly doubts: readonly MailDoubt[]; readonly facts: MailFacts }
  | { readonly kind: 'refused'; readonly reasons: readonly MailRefusal[]; readonly facts: MailFacts }
  /** The DNS did not answer: judge the same mail again later. */
  | { readonly kind: 'later'; readonly facts: MailFacts }
