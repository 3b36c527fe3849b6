// Written by scripts/make-tables.ts from the migrated schema. Do not edit.
import type { ColumnType, Generated } from 'kysely'

/** jsonb: read parsed, of unknown shape; written as text (JSON.stringify): the driver would make an array of a list. */
type Json<Written> = ColumnType<unknown, Written, Written>

/** A column of a view, or one that PostgreSQL computes: read only. */
type Computed<T> = ColumnType<T, never, never>

/** Every table and view by its real name. bigint is a number (the driver refuses one beyond 2^53), date is `YYYY-MM-DD`. */
export type Tables = {
  accounts_approval: {
    campaign_id: string
    approval_id: string
    act: 'freeze' | 'finalize-list' | 'invalidate' | 'lift-rule'
    subject: string
    content_hash: Buffer
    proposed_by: string
    proposed_at: Date
    approved_by: string | null
    approved_at: Date | null
    closed_at: Date | null
    closed_as: 'used' | 'refused' | 'replaced' | null
  }
  accounts_challenge: {
    challenge_hash: Buffer
    organizer_id: string | null
    ends_at: Date
  }
  accounts_event: {
    event_id: string
    at: Date
    organizer_id: string | null
    campaign_id: string | null
    act: string
    subject: string[]
    before: Json<string | null>
    after: Json<string | null>
  }
  accounts_invitation: {
    campaign_id: string
    invitation_id: string
    organizer_id: string
    role: 'lead' | 'editor' | 'reviewer' | 'viewer'
    invited_by: string | null
    invited_at: Date
    ends_at: Date
    returned_at: Date | null
    closed_at: Date | null
    closed_as: 'accepted' | 'declined' | 'withdrawn' | 'replaced' | 'expired' | null
  }
  accounts_organizer: {
    organizer_id: string
    address_mark: Buffer | null
    sealed: Buffer | null
    is_operator: Generated<boolean>
    may_create: Generated<boolean>
    invited_at: Date
    joined_at: Date | null
    ended_at: Date | null
  }
  accounts_passkey: {
    credential_id: string
    organizer_id: string
    public_key: Buffer
    counter: number
    transports: string[]
    is_synced: boolean
    added_at: Date
    used_at: Date | null
    sealed_name: Buffer | null
  }
  accounts_role: {
    campaign_id: string
    organizer_id: string
    role: 'lead' | 'editor' | 'reviewer' | 'viewer'
    since: Date
  }
  accounts_rule: {
    campaign_id: string
    act: 'freeze' | 'finalize-list' | 'invalidate'
    since: Date
  }
  accounts_session: {
    token_hash: Buffer
    organizer_id: string
    begun_by: 'link' | 'passkey'
    begun_at: Date
    seen_at: Date
  }
  accounts_sign_in: {
    sign_in_id: string
    kind: 'mail' | 'invitation' | 'first'
    organizer_id: string | null
    address_mark: Buffer | null
    asked_at: Date
    ends_at: Date
    used_at: Date | null
  }
  delivery_addressee: {
    campaign_id: string
    delivery_id: string
    position: number
    name: string
    post: string | null
    sealed: Buffer | null
    unanswered: Generated<number>
    most_unanswered: Generated<number>
  }
  delivery_delivery: {
    campaign_id: string
    delivery_id: string
    letter_id: string
    edition_id: string
    version_number: number
    version_hash: string
    recipient_id: string
    channel: 'mail' | 'hand' | 'post' | 'web-form'
    pdf_hash: Buffer | null
    prepared_at: Date
    prepared_by: string | null
    sealed: Buffer | null
    leaf_index: number | null
  }
  delivery_plan: {
    campaign_id: string
    letter_id: string
    edition_id: string
    deadline_on: string | null
    deadline_days: number | null
    deadline_counted: 'working-days' | 'calendar-days' | null
    follow_up_on: string | null
    follow_up_days: number | null
    follow_up_counted: 'working-days' | 'calendar-days' | null
    weekend: number[]
    holidays: string[]
    long_overdue_days: number
    set_at: Date
    set_by: string | null
    answered_on: string | null
    follow_up_reminded: string | null
    deadline_reminded: string | null
  }
  delivery_proof: {
    campaign_id: string
    proof_id: string
    delivery_id: string
    position: number | null
    kind: 'smtp' | 'bounce' | 'file' | 'statement'
    happened_on: string
    at: Date
    added_by: string | null
    hash: Buffer | null
    media_type: string | null
    outcome: 'accepted' | 'in-doubt' | 'waits' | 'refused' | null
    code: string | null
    queue_id: string | null
    message_hash: Buffer | null
    courier_number: string | null
    note: string | null
    transcript_sealed: Buffer | null
    message_sealed: Buffer | null
  }
  delivery_status: {
    campaign_id: string
    delivery_id: string
    position: number
    step: number
    step_before: Computed<number | null>
    from_status: 'draft' | 'ready' | 'sent' | 'delivered' | 'failed' | 'bounced' | 'unknown' | null
    to_status: 'draft' | 'ready' | 'sent' | 'delivered' | 'failed' | 'bounced' | 'unknown'
    happened_on: string
    at: Date
    cause: 'person' | 'mail-server' | 'bounce'
    set_by: string | null
    code: string | null
  }
  evidence_alarm_public: {
    campaign_id: Computed<string>
    source_id: Computed<string>
    lost_quotes: Computed<string[]>
    since: Computed<Date>
  }
  evidence_attachment: {
    campaign_id: string
    place_hash: Buffer
    text: string
    sentence: string
    source_id: string
    attached_at: Date
    attached_by: string | null
  }
  evidence_capture: {
    campaign_id: string
    capture_id: string
    source_id: string
    way: 'fetched' | 'uploaded'
    state: 'pending' | 'in-progress' | 'complete' | 'partial' | 'failed'
    previous_state: 'pending' | 'in-progress' | 'complete' | 'partial' | 'failed' | null
    asked_at: Date
    asked_by: string | null
    captured_on: string | null
    captured_at: Date | null
    final_url: string | null
    status: number | null
    media_type: string | null
    payload_hash: Buffer | null
    wacz_hash: Buffer | null
    wacz_size: number | null
    text_hash: Buffer | null
    prepared_hash: Buffer | null
    prepared_by: number | null
    missing: Generated<number>
    trouble: 'refused' | 'no-such-name' | 'no-connection' | 'bad-certificate' | 'broken' | 'too-slow' | 'too-long' | 'too-many-redirects' | 'error-status' | 'gave-up' | null
    timestamp_hash: Buffer | null
    timestamped_at: Date | null
    removed_at: Date | null
    removed_by: string | null
    removed_reason: 'personal-data' | 'court-order' | 'rights-of-others' | 'mistake' | null
  }
  evidence_check: {
    campaign_id: string
    check_id: string
    source_id: string
    capture_id: string
    checked_at: Date
    checked_by: string | null
    outcome: 'same' | 'redirected-same-text' | 'changed-with-quote' | 'changed-without-quote' | 'gone' | 'unreachable' | 'soft-404'
    final_url: string | null
    status: number | null
    lost_quotes: string[]
  }
  evidence_quote: {
    campaign_id: string
    quote_id: string
    capture_id: string
    exact: string
    prefix: string
    suffix: string
    start_at: number
    end_at: number
    quoted_at: Date
    quoted_by: string | null
  }
  evidence_source: {
    campaign_id: string
    source_id: string
    url: string | null
    title: string
    added_at: Date
    added_by: string | null
  }
  intake_decision: {
    campaign_id: string
    proposal_id: string
    number: number
    decided_at: Date
    decided_by: string | null
    act: Json<string>
  }
  intake_proposal: {
    campaign_id: string
    proposal_id: string
    letter_id: string | null
    read_at: Date
    read_by: string | null
    content: Json<string>
    accepted_at: Date | null
    outcome: Json<string | null>
  }
  ledger_batch: {
    campaign_id: string
    first_index: number
    leaves: number
    entries: Buffer
  }
  ledger_count: {
    campaign_id: string
    subject: string
    standing: number
    withdrawn: number
  }
  ledger_day: {
    campaign_id: string
    day: string
    counts: Json<string>
  }
  ledger_log: {
    campaign_id: string
    origin: string
    size: Generated<number>
    opened_at: Date
  }
  ledger_tile: {
    campaign_id: string
    level: number
    tile_index: number
    width: number
    bytes: Buffer
  }
  ledger_tree: {
    campaign_id: string
    size: Generated<number>
    checkpoint: string | null
    checkpoint_size: number | null
    counts: Json<string | undefined>
    sealed_at: Date | null
    cosigned: string | null
    cosigned_size: number | null
  }
  ledger_witness: {
    campaign_id: string
    witness: string
    size: number
    seen_at: Date
  }
  letters_addressee: {
    campaign_id: string
    edition_id: string
    is_copy: boolean
    position: number
    name: string | null
    title: string | null
    organization: string | null
  }
  letters_campaign: {
    campaign_id: string
    slug: string
    title: string
    summary: Generated<string>
    language: string
    time_zone: string
    lead_organization: string | null
    revision: Generated<number>
    created_at: Date
  }
  letters_comment: {
    campaign_id: string
    comment_id: string
    letter_id: string
    answers_id: string | null
    revision: number
    line: number | null
    quote: string | null
    body: string
    written_by: string | null
    written_at: Date
    resolved_by: string | null
    resolved_at: Date | null
  }
  letters_demand: {
    campaign_id: string
    edition_id: string
    number: number
    position: number
    slug: string
    wording: string
  }
  letters_edition: {
    campaign_id: string
    edition_id: string
    letter_id: string
    recipient_id: string
    slug: string
    language: string
    printed_title: string | null
    printed_date: string | null
    salutation: string | null
    closing: string | null
    position: number
  }
  letters_letter: {
    campaign_id: string
    letter_id: string
    slug: string
    title: string
    language: string
    source: string
    state: 'draft' | 'private' | 'embargoed' | 'published' | 'closed'
    embargo_until: Date | null
    closed_at: Date | null
    follows_letter_id: string | null
    position: number
    created_at: Date
    revision: Generated<number>
    locked_by: string | null
    locked_since: Date | null
    locked_seen: Date | null
    sign_on_until: Date | null
  }
  letters_logged_version: {
    campaign_id: string
    edition_id: string
    number: number
  }
  letters_note: {
    campaign_id: string
    note_id: string
    letter_id: string
    body: string
    written_at: Date
  }
  letters_recipient: {
    campaign_id: string
    recipient_id: string
    slug: string
    name: string
    full_name: string | null
    position: number
  }
  letters_save: {
    campaign_id: string
    letter_id: string
    save_id: string
    revision: number | null
    source: string
    saved_by: string | null
    is_asked: boolean
    begun_at: Date
    saved_at: Date
  }
  letters_version: {
    campaign_id: string
    edition_id: string
    number: number
    version_hash: string
    canonical_text: string
    frozen_at: Date
    change: 'correction' | 'change' | null
  }
  organizations_alias: {
    campaign_id: string
    organization_id: string
    name: string
  }
  organizations_ask: {
    campaign_id: string
    ask_id: string
    letter_id: string
    position: number
    name: string
    strict_key: string
    sealed: Buffer | null
    address_mark: Buffer | null
    domain: string | null
    group_name: string | null
    status: 'not-asked' | 'asked' | 'interested' | 'promised' | 'declined'
    since: Date
    next_on: string | null
    owner_id: string | null
    made_at: Date
    asked_at: Date | null
    reminded_at: Date | null
    reminders: Generated<number>
    returned_at: Date | null
    forgotten_at: Date | null
  }
  organizations_challenge: {
    campaign_id: string
    challenge_id: string
    organization_id: string
    letter_id: string
    domain: string
    text_hash: Buffer
    challenge: Buffer
    made_at: Date
    ends_at: Date
    used_at: Date | null
    sign_on_id: string | null
    term: number | null
  }
  organizations_change: {
    campaign_id: string
    mark: Generated<string>
  }
  organizations_consent: {
    campaign_id: string
    sign_on_id: string
    edition_id: string
    version_hash: string
    number: number
    term: number
    how: 'signed' | 'renewed' | 'carried'
    at: Date
  }
  organizations_endorsement: {
    campaign_id: string
    endorsement_id: string
    letter_id: string
    position: number
    name: string
    title: string | null
    group_name: string | null
    words: string | null
    source: string | null
    entered_by: string | null
    entered_at: Date
  }
  organizations_evidence: {
    campaign_id: string
    evidence_id: string
    organization_id: string
    letter_id: string
    challenge_id: string | null
    level: 'mail' | 'dns' | 'file' | 'call-back'
    text_hash: Buffer
    came_at: Date
    verdict: 'proved' | 'review' | 'refused'
    reasons: string
    judgement: 'accepted' | 'declined' | null
    judged_by: string | null
    judged_at: Date | null
    sealed: Buffer | null
    raw_sealed: Buffer | null
    raw_hash: Buffer | null
    forgotten_at: Date | null
    sign_on_id: string | null
    term: number | null
  }
  organizations_final: {
    campaign_id: string
    letter_id: string
    content_hash: Buffer
    finalized_at: Date
    finalized_by: string | null
    holds: boolean
  }
  organizations_final_line: {
    campaign_id: string
    letter_id: string
    sign_on_id: string
    line: Json<string>
    versions: string[]
  }
  organizations_group: {
    campaign_id: string
    letter_id: string
    name: string
    position: number
  }
  organizations_home: {
    campaign_id: string
    home_id: string
    sign_on_id: string
    term: number
    asked_at: Date
  }
  organizations_home_answer: {
    campaign_id: string
    answer_id: string
    home_id: string
    answer: 'yes' | 'no' | 'question'
    sealed: Buffer | null
    at: Date
  }
  organizations_leaf: {
    campaign_id: string
    sign_on_id: string
    leaf_index: number
    name: string
    versions: string[]
    seed: Buffer | null
    term: number
    at: Date
    withdrawn_at: Date | null
    erased_at: Date | null
  }
  organizations_list: {
    campaign_id: string
    letter_id: string
    ordering: 'as-printed' | 'alphabetical'
    articles: 'kept' | 'skipped'
  }
  organizations_organization: {
    campaign_id: string
    organization_id: string
    slug: string
    name: string
    strict_key: string
    sort_key: string | null
  }
  organizations_representative: {
    campaign_id: string
    sign_on_id: string
    term: number
    sealed: Buffer | null
    address_mark: Buffer | null
    since: Date
    confirmed_at: Date | null
    returned_at: Date | null
    forgotten_at: Date | null
  }
  organizations_settled: {
    campaign_id: string
    letter_id: string
    facts: string
  }
  organizations_settled_doubt: {
    campaign_id: string
    letter_id: string
    one: string
    other: string
    settled_by: string | null
    settled_at: Date
  }
  organizations_sign_on: {
    campaign_id: string
    sign_on_id: string
    letter_id: string
    position: number
    kind: 'organization' | 'person'
    organization_id: string | null
    name: string
    letterhead_name: string | null
    signature_name: string | null
    lead_position: number | null
    title: string | null
    affiliation: string | null
    representative: string | null
    group_name: string | null
    country: string | null
    note: string | null
    origin: Generated<'recorded' | 'gathered'>
    ask_id: string | null
    sort_key: string | null
    wished_name: string | null
    domain: string | null
    domain_from: 'organizers' | 'representative' | null
    confirmed_at: Date | null
    signed_at: Date | null
    term: Generated<number>
    carries: Generated<boolean>
    verdict: 'accepted' | 'declined' | null
    judged_by: string | null
    judged_at: Date | null
    reason: string | null
    withdrawn_at: Date | null
    nudged_at: Date | null
    nudges: Generated<number>
  }
  organizations_sign_on_edition: {
    campaign_id: string
    edition_id: string
    sign_on_id: string
  }
  organizations_wish: {
    campaign_id: string
    sign_on_id: string
    letter_id: string
    ask_id: string | null
    address_mark: Buffer
    sealed: Buffer
    wished_at: Date
    returned_at: Date | null
  }
  platform_file: {
    campaign_id: string
    file_hash: Buffer
    media_type: string
    size: number
    bytes: Buffer
  }
  platform_key: {
    fingerprint: string
    known_from: Date
  }
  platform_mail: {
    mail_id: string
    kind: string
    ids: Json<string>
    due_at: Date
    next_at: Date
    composed: Generated<boolean>
    tries: Generated<number>
    doubts: Generated<number>
    last_trouble: string | null
  }
  platform_migration: {
    name: string
    checksum: string
    breaking: boolean
    applied_at: Generated<Date>
  }
  responses_assessment: {
    campaign_id: string
    assessment_id: string
    recipient_id: string
    rubric_name: string
    rubric_version: number
    value: 'not-yet-rated' | 'in-the-works' | 'stalled' | 'partly-kept' | 'kept' | 'broken' | 'uncheckable' | 'not-applicable'
    reason: string
    content: Json<string>
    drafted_by: string | null
    drafted_at: Date
    second_reader: string | null
    read_at: Date | null
    asked_on: string | null
    comment_until: string | null
  }
  responses_attachment: {
    campaign_id: string
    reply_id: string
    position: number
    name: string
    media_type: string
    size: number
    file_hash: Buffer
  }
  responses_comment: {
    campaign_id: string
    comment_id: string
    assessment_id: string
    body: string
    commented_at: Date
  }
  responses_event: {
    campaign_id: string
    event_id: string
    number: number
    kind: 'demand-put' | 'reply-published' | 'reply-classified' | 'demand-answered' | 'correspondence-described' | 'commitment-stated' | 'commitment-revised' | 'demand-linked' | 'commitment-characterized' | 'assessment-published' | 'countersigned' | 'noted' | 'event-redacted'
    happened_on: string
    recorded_at: Date
    organizer_id: string | null
    document: string | null
    document_hash: Buffer
    leaf_index: number | null
    redacted_by: string | null
  }
  responses_hook: {
    campaign_id: string
    hook_id: string
    url: string
    added_at: Date
    added_by: string | null
    told_number: number
    failures: Generated<number>
    next_at: Date
    last_at: Date | null
    last_outcome: 'taken' | 'refused' | 'unreachable' | 'not-public' | null
    last_status: number | null
    stopped_at: Date | null
  }
  responses_redaction: {
    campaign_id: string
    event_id: string
    reason: string
    proposed_by: string
    proposed_at: Date
  }
  responses_reply: {
    campaign_id: string
    reply_id: string
    recipient_id: string
    delivery_id: string | null
    version_hash: string | null
    channel: 'mail' | 'post' | 'hand' | 'web-form'
    received_on: string
    received_at: Date
    sealed: Buffer | null
    author: string | null
    body: string
    message_hash: Buffer
    recognized: 'out-of-office' | 'bounce' | null
    kind: 'acknowledgement' | 'holding' | 'substantive' | 'form-reply' | 'referral' | 'refusal' | 'neither-confirm-nor-deny' | 'correction-request' | 'legal-threat' | 'out-of-office' | 'bounce' | null
    proved_domain: string | null
    redacted_at: Date | null
  }
  responses_rubric: {
    campaign_id: string
    name: string
    version: number
    body: string
    since: Date
  }
  responses_status: {
    campaign_id: string
    axis: string
    subject_id: string
    status_number: number
    status: string
    since: string
    at: Date
  }
  responses_told: {
    campaign_id: string
    key: string
    told_at: Date
    round_id: string | null
  }
  responses_transition: {
    axis: Computed<string>
    previous: Computed<string>
    next: Computed<string>
  }
  signatures_also: {
    since: Date
    code_sent_at: Date | null
    campaign_id: string
    pending_id: string
    signature_id: string
    code_tries: Generated<number>
  }
  signatures_consent: {
    campaign_id: string
    number: number
    language: string
    wording: string
    used_from: Date
  }
  signatures_mailed: {
    campaign_id: string
    letter_id: string
    address_mark: Buffer
    day: string
    that_day: number
    in_all: number
    refused: Generated<boolean>
  }
  signatures_pending: {
    wished_at: Date
    mail_asked_at: Date
    code_sent_at: Date | null
    campaign_id: string
    pending_id: string
    letter_id: string
    code_tries: Generated<number>
    consent: number
    shows_name: boolean
    hears: boolean
    address_mark: Buffer
    inbox_mark: Buffer
    versions: Buffer
    sealed: Buffer
    signals: Buffer
  }
  signatures_plan: {
    campaign_id: string
    plan_id: string
    letter_id: string
    condition: string
    reason: string
    before_leaf: number
    planned_at: Date
  }
  signatures_retention: {
    only_row: Generated<boolean>
    seen_at: Date
    watched_seconds: number | null
  }
  signatures_review: {
    campaign_id: string
    review_id: string
    act: 'flag' | 'hold' | 'free' | 'inv' | 'uninv'
    reason: string
    condition: string
    counted: number
    done: Generated<number>
    started_at: Date
    finished_at: Date | null
    cancelled_at: Date | null
    number: number
  }
  signatures_reviewed: {
    campaign_id: string
    review_id: string
    leaf_index: number
  }
  signatures_run: {
    campaign_id: string
    review_id: string
    letter_id: string | null
    before_leaf: number | null
    about_review: string | null
    goal: number
    after_leaf: Generated<number>
  }
  signatures_settings: {
    campaign_id: string
    controller: string
    contact: string
    days_kept: number
    asks_place: Generated<boolean>
    asks_occupation: Generated<boolean>
    asks_comment: Generated<boolean>
    shared_inbox: Generated<boolean>
    hear_from: string | null
    opened_at: Date
  }
  signatures_signature: {
    leaf_index: number
    wished_at: Date
    confirmed_at: Date
    ended_at: Date | null
    campaign_id: string
    signature_id: string
    letter_id: string
    consent: number
    shows_name: boolean
    hears: boolean
    status: 'confirmed' | 'withheld' | 'withdrawn' | 'invalidated' | 'erased'
    comment_state: Generated<'none' | 'waiting' | 'shown' | 'refused'>
    address_mark: Buffer | null
    versions: Buffer
    sealed: Buffer | null
    seed: Buffer | null
    signals: Buffer | null
    shown_name: string | null
    shown_place: string | null
    shown_occupation: string | null
    shown_key: string | null
    shown_comment: string | null
  }
  signatures_watch: {
    campaign_id: string
    looked_to: Generated<number>
    looked_at: Date
    signals_from: Generated<number>
  }
}
