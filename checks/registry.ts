import type { Check } from '../model/check.ts';
import { cookieUnprotected } from './cookie-unprotected.ts';
import { credentialsMissingAccepted } from './credentials-missing-accepted.ts';
import { credentialsWeakerAccepted } from './credentials-weaker-accepted.ts';
import { credentialsWrongAccepted } from './credentials-wrong-accepted.ts';
import { errorDisclosesInternals } from './error-discloses-internals.ts';
import { headDiffersFromGet } from './head-differs-from-get.ts';
import { listFilteredAfterCut } from './list-filtered-after-cut.ts';
import { listLimitIgnored } from './list-limit-ignored.ts';
import { listPagingIncomplete } from './list-paging-incomplete.ts';
import { listResultIncomplete } from './list-result-incomplete.ts';
import { listTotalWrong } from './list-total-wrong.ts';
import { loginTokenMissing } from './login-token-missing.ts';
import { redirectLeavesHost } from './redirect-leaves-host.ts';
import { requestInvalidAccepted } from './request-invalid-accepted.ts';
import { requestInvalidRefusalStatus } from './request-invalid-refusal-status.ts';
import { requestValidRefused } from './request-valid-refused.ts';
import { resourceActNotDistinct } from './resource-act-not-distinct.ts';
import { resourceCreateIdentityTaken } from './resource-create-identity-taken.ts';
import { resourceCreateNotEchoed } from './resource-create-not-echoed.ts';
import { resourceCreateReplyDiffers } from './resource-create-reply-differs.ts';
import { resourceCreatedNotListed } from './resource-created-not-listed.ts';
import { resourceCreatedNotReadable } from './resource-created-not-readable.ts';
import { resourceDeleteIneffective } from './resource-delete-ineffective.ts';
import { resourceDeleteOfNothingAccepted } from './resource-delete-of-nothing-accepted.ts';
import { resourceDeleteTouchesOthers } from './resource-delete-touches-others.ts';
import { resourceDeletedStillListed } from './resource-deleted-still-listed.ts';
import { resourceDeletedStillReadable } from './resource-deleted-still-readable.ts';
import { resourceDeletedStillUsable } from './resource-deleted-still-usable.ts';
import { resourceDuplicateAccepted } from './resource-duplicate-accepted.ts';
import { resourceExistenceDisclosed } from './resource-existence-disclosed.ts';
import { resourceFilterIgnored } from './resource-filter-ignored.ts';
import { resourceFixedMemberChanged } from './resource-fixed-member-changed.ts';
import { resourceIdentityReused } from './resource-identity-reused.ts';
import { resourceListDiffersFromRead } from './resource-list-differs-from-read.ts';
import { resourceLocationWrong } from './resource-location-wrong.ts';
import { resourceReadOnlyMemberAssigned } from './resource-read-only-member-assigned.ts';
import { resourceReadUnsteady } from './resource-read-unsteady.ts';
import { resourceRefusedChangeMade } from './resource-refused-change-made.ts';
import { resourceRefusedCreateStored } from './resource-refused-create-stored.ts';
import { resourceRevivedDiffers } from './resource-revived-differs.ts';
import { resourceRisingMemberFell } from './resource-rising-member-fell.ts';
import { resourceUpdateClearsNothing } from './resource-update-clears-nothing.ts';
import { resourceUpdateNotIdempotent } from './resource-update-not-idempotent.ts';
import { resourceUpdateNotShown } from './resource-update-not-shown.ts';
import { resourceUpdatePartial } from './resource-update-partial.ts';
import { resourceUpdateTouchesOthers } from './resource-update-touches-others.ts';
import { resourceUpsertAdds } from './resource-upsert-adds.ts';
import { resourceUpsertIdentityChanged } from './resource-upsert-identity-changed.ts';
import { responseAllowMissing } from './response-allow-missing.ts';
import { responseBodyMalformed } from './response-body-malformed.ts';
import { responseBodyMemberRepeated } from './response-body-member-repeated.ts';
import { responseBodyNotEmpty } from './response-body-not-empty.ts';
import { responseBodySchemaViolation } from './response-body-schema-violation.ts';
import { responseChallengeMissing } from './response-challenge-missing.ts';
import { responseCharsetWrong } from './response-charset-wrong.ts';
import { responseContentForbidden } from './response-content-forbidden.ts';
import { responseDisclosesSecret } from './response-discloses-secret.ts';
import { responseHeaderMissing } from './response-header-missing.ts';
import { responseHeaderSchemaViolation } from './response-header-schema-violation.ts';
import { responseInvariantBroken } from './response-invariant-broken.ts';
import { responseMediaTypeNotNegotiated } from './response-media-type-not-negotiated.ts';
import { responseMediaTypeUndocumented } from './response-media-type-undocumented.ts';
import { responseMissing } from './response-missing.ts';
import { responseServerError } from './response-server-error.ts';
import { responseStatusUndocumented } from './response-status-undocumented.ts';
import { responseTooSlow } from './response-too-slow.ts';
import { sessionLogoutIneffective } from './session-logout-ineffective.ts';
import { singletonRefusedChangeMade } from './singleton-refused-change-made.ts';
import { singletonUpdateNotShown } from './singleton-update-not-shown.ts';
import { taskUnfinished } from './task-unfinished.ts';
import { taskWentBack } from './task-went-back.ts';

/** Every check, in the order of reports. */
export const CHECKS: readonly Check[] = [
  cookieUnprotected,
  credentialsMissingAccepted,
  credentialsWeakerAccepted,
  credentialsWrongAccepted,
  errorDisclosesInternals,
  headDiffersFromGet,
  listFilteredAfterCut,
  listLimitIgnored,
  listPagingIncomplete,
  listResultIncomplete,
  listTotalWrong,
  loginTokenMissing,
  redirectLeavesHost,
  requestInvalidAccepted,
  requestInvalidRefusalStatus,
  requestValidRefused,
  resourceActNotDistinct,
  resourceCreateIdentityTaken,
  resourceCreateNotEchoed,
  resourceCreateReplyDiffers,
  resourceCreatedNotListed,
  resourceCreatedNotReadable,
  resourceDeleteIneffective,
  resourceDeleteOfNothingAccepted,
  resourceDeleteTouchesOthers,
  resourceDeletedStillListed,
  resourceDeletedStillReadable,
  resourceDeletedStillUsable,
  resourceDuplicateAccepted,
  resourceExistenceDisclosed,
  resourceFilterIgnored,
  resourceFixedMemberChanged,
  resourceIdentityReused,
  resourceListDiffersFromRead,
  resourceLocationWrong,
  resourceReadOnlyMemberAssigned,
  resourceReadUnsteady,
  resourceRefusedChangeMade,
  resourceRefusedCreateStored,
  resourceRevivedDiffers,
  resourceRisingMemberFell,
  resourceUpdateClearsNothing,
  resourceUpdateNotIdempotent,
  resourceUpdateNotShown,
  resourceUpdatePartial,
  resourceUpdateTouchesOthers,
  resourceUpsertAdds,
  resourceUpsertIdentityChanged,
  responseAllowMissing,
  responseBodyMalformed,
  responseBodyMemberRepeated,
  responseBodyNotEmpty,
  responseBodySchemaViolation,
  responseChallengeMissing,
  responseCharsetWrong,
  responseContentForbidden,
  responseDisclosesSecret,
  responseHeaderMissing,
  responseHeaderSchemaViolation,
  responseInvariantBroken,
  responseMediaTypeNotNegotiated,
  responseMediaTypeUndocumented,
  responseMissing,
  responseServerError,
  responseStatusUndocumented,
  responseTooSlow,
  sessionLogoutIneffective,
  singletonRefusedChangeMade,
  singletonUpdateNotShown,
  taskUnfinished,
  taskWentBack,
];
