-- Findings on the security configuration that the workspace accepts, and why; every change is in the governance log.
CREATE TABLE posture_accepted (
  rule TEXT PRIMARY KEY,
  reason TEXT NOT NULL,
  accepted INTEGER NOT NULL
) STRICT;
