import { awardsAnnex } from './annex/awards.js';
import { contributionsAnnex } from './annex/contributions.js';
import { disciplineAnnex } from './annex/discipline.js';
import { documentsAnnex } from './annex/documents.js';
import { exemplarsAnnex } from './annex/exemplars.js';
import { indicatorsAnnex } from './annex/indicators.js';
import { mapAnnex } from './annex/map.js';
import { povertyAnnex } from './annex/poverty.js';
import { progressAnnex } from './annex/progress.js';
import type { Language } from './language.js';
import type { ReportFile } from './model.js';
import { differsProvisionally } from './provisional.js';
import type { Annex } from './table.js';
import { textsIn } from './texts/texts.js';

/** Where the document refers to an annex, by what it is about. */
export const ANNEX = {
  documents: 'I',
  poverty: 'II',
  contributions: 'III',
  awards: 'IV',
  exemplars: 'V',
  progress: 'VI',
  discipline: 'VII',
  indicators: 'VIII',
  map: 'IX',
  provisionalPoverty: 'X',
} as const;

/**
 * The tables behind a report: the six of the outline under their numbers, then what else the graph says of the year. The
 * table on provisional figures is there where these say anything else than the official ones.
 */
export function annexesOf(file: ReportFile, language: Language): Annex[] {
  const texts = textsIn(language);
  const annexes = [
    documentsAnnex(file, texts, ANNEX.documents),
    povertyAnnex(file, texts, ANNEX.poverty, 'OFFICIAL'),
    contributionsAnnex(file, texts, ANNEX.contributions),
    awardsAnnex(file, texts, ANNEX.awards),
    exemplarsAnnex(file, texts, ANNEX.exemplars),
    progressAnnex(file, texts, ANNEX.progress),
    disciplineAnnex(file, texts, ANNEX.discipline),
    indicatorsAnnex(file, texts, ANNEX.indicators),
    mapAnnex(file, texts, ANNEX.map),
  ];
  if (differsProvisionally(file.report)) {
    annexes.push(povertyAnnex(file, texts, ANNEX.provisionalPoverty, 'PROVISIONAL'));
  }
  return annexes;
}
