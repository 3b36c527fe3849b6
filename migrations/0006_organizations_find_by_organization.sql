-- room: organizations   breaking: no
-- why: an organization's page and a sign-on's editions are found by these columns; without them every look reads the table.
create index organizations_sign_on_by_organization on organizations_sign_on (campaign_id, organization_id);
create index organizations_sign_on_edition_by_sign_on on organizations_sign_on_edition (campaign_id, sign_on_id);
