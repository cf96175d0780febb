#ifndef GRADER_PACK_ENGINE_H
#define GRADER_PACK_ENGINE_H

/* The version of this program, which a pack may ask for with "engine": ">=0.1". */

#define ENGINE_VERSION "0.1.0"

#endif
