import type { UserError } from '@thi-dua/schema/user-error';
import type { DocumentGiven } from './content/content-input.js';
import { nfc, numberLine, textFault } from './plan-text.js';

/** What is wrong with the texts of a document's head. */
export function documentFaults(document: DocumentGiven): UserError[] {
  const { signer } = document;
  const given: [string | null | undefined, ...string[]][] = [
    [document.type, 'type'],
    [document.issuer, 'issuer'],
    [document.number, 'number'],
    [document.symbol, 'symbol'],
    [document.place, 'place'],
    [signer?.name, 'signer', 'name'],
    [signer?.position, 'signer', 'position'],
    [signer?.onBehalfOf, 'signer', 'onBehalfOf'],
    [signer?.actingFor, 'signer', 'actingFor'],
  ];
  return given.flatMap(([text, ...path]) =>
    text === null || text === undefined ? [] : textFault(text, 'document', ...path),
  );
}

/** A document's head as it is stored; the day of issue apart, which the plan's record day follows. */
export function documentColumns(document: DocumentGiven) {
  const number = document.number ? nfc(document.number) : null;
  const symbol = document.symbol ? nfc(document.symbol) : null;
  const { signer } = document;
  return {
    documentType: nfc(document.type),
    number,
    symbol,
    raw: numberLine(number, symbol),
    place: document.place ? nfc(document.place) : null,
    issuer: nfc(document.issuer),
    ...(signer && {
      signer: {
        name: nfc(signer.name),
        position: nfc(signer.position),
        onBehalfOf: signer.onBehalfOf ? nfc(signer.onBehalfOf) : null,
        actingFor: signer.actingFor ? nfc(signer.actingFor) : null,
      },
    }),
  };
}
