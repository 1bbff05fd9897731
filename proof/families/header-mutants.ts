import { type Brood, type Ground, type Mutant, mutantId, UNREACHED } from '../mutant.ts';
import { changing } from './changing.ts';

/** Servers that leave a header out that is documented as required. */
export function headerMutants({ contract, reached }: Ground): Brood {
  const made = (isMade: boolean) =>
    contract.operations.flatMap((operation) =>
      operation.responses
        .filter((response) => reached(operation, response) === isMade)
        .flatMap((response) =>
          response.headers
            .filter(({ required, name }) => required && !/^content-type$/i.test(name))
            .map(({ name, pointer }): Mutant => {
              const target = {
                operation: operation.id,
                where: `${response.status} header ${name}`,
                statement: pointer,
                keyword: 'required',
              };
              const isOther = ([other]: readonly [string, string]) =>
                other.toLowerCase() !== name.toLowerCase();
              return {
                id: mutantId('header', target, 'is missing'),
                family: 'header',
                check: 'response-header-missing',
                target,
                what: `leaves the header ${name} out`,
                depart: () =>
                  changing(operation, response, (reply) => ({
                    ...reply,
                    headers: reply.headers.filter(isOther),
                  })),
              };
            }),
        ),
    );
  const unmade = made(false).map(({ family, check, target }) => ({ family, check, target, why: UNREACHED }));
  return { mutants: made(true), unmade };
}
