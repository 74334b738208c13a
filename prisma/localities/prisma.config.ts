import { serviceConfig } from '../src/service-config.js';

export default serviceConfig('localities');
