import { z } from 'zod';

const unset = (value: unknown) => (value === '' ? undefined : value);

/** What every process that serves can be told about how it is watched. */
export const telemetrySettings = {
  METRICS_PORT: z.preprocess(
    unset,
    z.coerce
      .number('must be a port')
      .int('must be a port')
      .min(0, 'must be a port')
      .max(65_535, 'must be a port')
      .optional(),
  ),
  METRICS_HOST: z.preprocess(unset, z.string().default('127.0.0.1')),
  OTEL_EXPORTER_OTLP_ENDPOINT: z.preprocess(
    unset,
    z.url({ protocol: /^https?$/, error: 'must be an http:// or https:// URL' }).optional(),
  ),
  OTEL_TRACES_SAMPLER_ARG: z.preprocess(
    unset,
    z.coerce.number('must be a number from 0 to 1').min(0, 'must be at least 0').max(1, 'must be at most 1').default(1),
  ),
};
export interface TelemetryEnv {
  METRICS_PORT?: number | undefined;
  METRICS_HOST: string;
  OTEL_EXPORTER_OTLP_ENDPOINT?: string | undefined;
  OTEL_TRACES_SAMPLER_ARG: number;
}
