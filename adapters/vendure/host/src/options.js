'use strict';

/** The token under which the options of {@link GatherPlugin.init} are provided. */
class GATHER_OPTIONS {}

module.exports = { GATHER_OPTIONS };
