import type { Panel } from '../judges/panel.ts';
import type { Draw, FaultSubject, SubjectInput } from '../subjects/subject.ts';
import type { FaultResult } from './fault-result.ts';

export function measureInvalid(
  _subject: FaultSubject,
  _input: SubjectInput,
  _panel: Panel,
  { made }: Draw & { made: () => void },
): FaultResult {
  made();
  return { outcome: 'sound' };
}
