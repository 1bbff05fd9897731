const POINTER = '(?:#(?:/.*)?)?';
const FORMS = {
  reply: [
    /^\$(?:url|method|statusCode)$/,
    /^\$request\.(?:header|query|path)\.[^#]+$/,
    /^\$response\.header\.[^#]+$/,
    new RegExp(`^\\$(?:request|response)\\.body${POINTER}$`),
  ],
  item: [new RegExp(`^\\$item${POINTER}$`)],
} as const;

const CUT = '#regex:';

/**
 * Why a runtime expression cannot be evaluated; undefined where it can. A text without `$` at its start is a constant.
 * @param speaksOf - a list's identity speaks of one `item`, everything else of a request and its reply.
 */
export function expressionProblem(expression: string, speaksOf: keyof typeof FORMS): string | undefined {
  const inner = /^\{(\$.+)\}$/.exec(expression)?.[1] ?? expression;
  if (!inner.startsWith('$')) {
    return /\{\$/.test(inner) ? 'an expression inside a longer text is not evaluated' : undefined;
  }
  const at = inner.indexOf(CUT);
  const source = at < 0 ? inner : inner.slice(0, at);
  if (!FORMS[speaksOf].some((form) => form.test(source))) {
    return speaksOf === 'item'
      ? `${source} is no expression on an item, such as $item#/id`
      : `${source} is no runtime expression, such as $response.body#/id`;
  }
  return at < 0 ? undefined : patternProblem(inner.slice(at + CUT.length));
}

function patternProblem(pattern: string): string | undefined {
  try {
    const groups = (new RegExp(`${pattern}|`, 'u').exec('')?.length ?? 1) - 1;
    if (groups === 1) return undefined;
    return `${pattern} has ${groups === 0 ? 'no group' : `${groups} groups`}; the one group is the part that is cut out`;
  } catch (problem) {
    return (problem as Error).message;
  }
}
