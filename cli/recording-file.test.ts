import { afterEach, expect, it, vi } from 'vitest';
import { openRecording } from './recording-file.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

it('a disk that is full ends the recording, says so once, and breaks no run', () => {
  const said = vi.spyOn(process.stderr, 'write').mockReturnValue(true);

  const recording = openRecording('/dev/full');
  const listen = recording.listen({ failOn: 'must' });
  for (let count = 0; count < 3; count += 1)
    listen({ type: 'warning', warning: { code: 'insecure', message: 'not checked' } });
  recording.close();

  expect(said.mock.calls.map(([text]) => String(text))).toEqual([
    expect.stringMatching(/^warning {2}\/dev\/full is not written any more: ENOSPC/),
  ]);
});
