import type { Check } from '../model/check.ts';
import { credentialsMissingAccepted } from './credentials-missing-accepted.ts';
import { credentialsWeakerAccepted } from './credentials-weaker-accepted.ts';
import { credentialsWrongAccepted } from './credentials-wrong-accepted.ts';
import { loginTokenMissing } from './login-token-missing.ts';
import { requestInvalidAccepted } from './request-invalid-accepted.ts';
import { requestInvalidRefusalStatus } from './request-invalid-refusal-status.ts';
import { requestValidRefused } from './request-valid-refused.ts';
import { resourceCreateIdentityTaken } from './resource-create-identity-taken.ts';
import { resourceCreateNotEchoed } from './resource-create-not-echoed.ts';
import { resourceCreatedNotListed } from './resource-created-not-listed.ts';
import { resourceCreatedNotReadable } from './resource-created-not-readable.ts';
import { resourceDeleteIneffective } from './resource-delete-ineffective.ts';
import { resourceDeletedStillListed } from './resource-deleted-still-listed.ts';
import { resourceDeletedStillReadable } from './resource-deleted-still-readable.ts';
import { resourceFilterIgnored } from './resource-filter-ignored.ts';
import { resourceLocationWrong } from './resource-location-wrong.ts';
import { resourceUpdateNotIdempotent } from './resource-update-not-idempotent.ts';
import { resourceUpdateNotShown } from './resource-update-not-shown.ts';
import { resourceUpdatePartial } from './resource-update-partial.ts';
import { resourceUpdateTouchesOthers } from './resource-update-touches-others.ts';
import { resourceUpsertIdentityChanged } from './resource-upsert-identity-changed.ts';
import { responseBodyMalformed } from './response-body-malformed.ts';
import { responseBodyNotEmpty } from './response-body-not-empty.ts';
import { responseBodySchemaViolation } from './response-body-schema-violation.ts';
import { responseHeaderMissing } from './response-header-missing.ts';
import { responseMediaTypeUndocumented } from './response-media-type-undocumented.ts';
import { responseMissing } from './response-missing.ts';
import { responseServerError } from './response-server-error.ts';
import { responseStatusUndocumented } from './response-status-undocumented.ts';
import { sessionLogoutIneffective } from './session-logout-ineffective.ts';
import { taskUnfinished } from './task-unfinished.ts';

/** Every check, in the order of reports. */
export const CHECKS: readonly Check[] = [
  credentialsMissingAccepted,
  credentialsWeakerAccepted,
  credentialsWrongAccepted,
  loginTokenMissing,
  requestInvalidAccepted,
  requestInvalidRefusalStatus,
  requestValidRefused,
  resourceCreateIdentityTaken,
  resourceCreateNotEchoed,
  resourceCreatedNotListed,
  resourceCreatedNotReadable,
  resourceDeleteIneffective,
  resourceDeletedStillListed,
  resourceDeletedStillReadable,
  resourceFilterIgnored,
  resourceLocationWrong,
  resourceUpdateNotIdempotent,
  resourceUpdateNotShown,
  resourceUpdatePartial,
  resourceUpdateTouchesOthers,
  resourceUpsertIdentityChanged,
  responseBodyMalformed,
  responseBodyNotEmpty,
  responseBodySchemaViolation,
  responseHeaderMissing,
  responseMediaTypeUndocumented,
  responseMissing,
  responseServerError,
  responseStatusUndocumented,
  sessionLogoutIneffective,
  taskUnfinished,
];
