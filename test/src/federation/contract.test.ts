import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { composeServices } from '@theguild/federation-composition';
import { subgraphFile } from '@thi-dua/gateway/schema-files';
import { SERVICES } from '@thi-dua/schema/identity';
import { buildSchema, isEnumType, isInputObjectType, isInterfaceType, isObjectType, Kind, parse, print } from 'graphql';
import { describe, expect, test } from 'vitest';

const contract = fileURLToPath(new URL('../../../../shared/contract.graphql', import.meta.url));
const present = existsSync(contract);

/** What later work brings; each goes from this list the day it is there. */
const later: string[] = [];

function publicSchema() {
  const composed = composeServices(
    SERVICES.map((name) => ({
      name,
      url: `http://${name}.internal`,
      typeDefs: parse(readFileSync(subgraphFile(name), 'utf8')),
    })),
  );
  return buildSchema(composed.publicSdl ?? '', { assumeValid: true });
}

/** Every way in which the graph differs from the names that integrators rely on. */
function differences(): string[] {
  const schema = publicSchema();
  const found: string[] = [];
  for (const definition of parse(readFileSync(contract, 'utf8')).definitions) {
    if (!('name' in definition) || !definition.name) continue;
    const name = definition.name.value;
    const type = schema.getType(name);
    if (type === undefined) found.push(name);
    else if (definition.kind === Kind.ENUM_TYPE_DEFINITION) {
      const values = isEnumType(type) ? type.getValues().map((value) => value.name) : [];
      for (const value of definition.values ?? [])
        if (!values.includes(value.name.value)) found.push(`${name}.${value.name.value}`);
    } else if ('fields' in definition && (isObjectType(type) || isInterfaceType(type) || isInputObjectType(type))) {
      for (const field of definition.fields ?? []) {
        const ours = type.getFields()[field.name.value];
        if (ours === undefined) {
          found.push(`${name}.${field.name.value}`);
          continue;
        }
        if (String(ours.type) !== print(field.type)) {
          found.push(`${name}.${field.name.value}: ${ours.type}, not ${print(field.type)}`);
        }
        const args = 'args' in ours ? ours.args : [];
        for (const argument of ('arguments' in field && field.arguments) || []) {
          const own = args.find((arg) => arg.name === argument.name.value);
          if (String(own?.type) !== print(argument.type))
            found.push(`${name}.${field.name.value}(${argument.name.value}:): ${own?.type}`);
        }
      }
    }
  }
  return found;
}

describe.skipIf(!present)(
  `the names that integrators rely on${present ? '' : ' (skipped: the contract is not beside the project)'}`,
  () => {
    test("are the graph's, to the letter of every type, but for what is yet to come", () => {
      expect(differences().sort()).toEqual([...later].sort());
    });
  },
);
