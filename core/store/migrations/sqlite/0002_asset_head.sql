-- Where an asset's newest version stands, beside the asset: `status` reads one row an asset instead of three, which
-- lie far apart in a ledger of many versions. Written with version_state, in the same transactions.
ALTER TABLE asset ADD COLUMN state TEXT NOT NULL DEFAULT 'draft';
ALTER TABLE asset ADD COLUMN digest TEXT NOT NULL DEFAULT '';
ALTER TABLE asset ADD COLUMN brief_digest TEXT NOT NULL DEFAULT '';
ALTER TABLE asset ADD COLUMN made_at_ms INTEGER NOT NULL DEFAULT 0;

UPDATE asset SET (state, digest, brief_digest, made_at_ms) =
    (SELECT s.state, v.digest, v.brief_digest, v.made_at_ms
     FROM version v JOIN version_state s ON s.asset = v.asset AND s.number = v.number
     WHERE v.asset = asset.asset AND v.number = asset.head);
