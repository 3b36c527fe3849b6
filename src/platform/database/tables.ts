// Written by scripts/make-tables.ts from the migrated schema. Do not edit.
import type { Generated } from 'kysely'

/** Every table and view by its real name. bigint is a number (the driver refuses one beyond 2^53), date is `YYYY-MM-DD`. */
export type Tables = {
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
  }
  letters_recipient: {
    campaign_id: string
    recipient_id: string
    slug: string
    name: string
    full_name: string | null
    position: number
  }
  letters_version: {
    campaign_id: string
    edition_id: string
    number: number
    version_hash: string
    canonical_text: string
    frozen_at: Date
  }
  organizations_alias: {
    campaign_id: string
    organization_id: string
    name: string
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
  }
  organizations_sign_on_edition: {
    campaign_id: string
    edition_id: string
    sign_on_id: string
  }
  platform_migration: {
    name: string
    checksum: string
    breaking: boolean
    applied_at: Generated<Date>
  }
}
