import { z } from 'zod';
import { ReportFile } from './model.js';
import { MovementFile } from './movement/model.js';

/** The JSON Schema (2020-12) of a report's JSON file: committed, served, and made of the very model that is written. */
export const reportSchema = (): string => `${JSON.stringify(z.toJSONSchema(ReportFile), null, 2)}\n`;

/** The same of a movement's report. */
export const movementSchema = (): string => `${JSON.stringify(z.toJSONSchema(MovementFile), null, 2)}\n`;
