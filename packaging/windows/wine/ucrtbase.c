/* Stand-in for testing under Wine only: what numpy calls of Windows' own ucrtbase.dll and Wine 8 lacks.
   Everything else is forwarded to Wine's library, copied as ucrtwine.dll. Never goes into a package.
   A complex number is passed as the structure that it is; long double is double there. */
#include <math.h>
#define X __declspec(dllexport)
typedef struct { float re, im; } single;
typedef struct { double re, im; } pair;
X float crealf(single z) { return z.re; }
X float cimagf(single z) { return z.im; }
X float cabsf(single z) { return hypotf(z.re, z.im); }
X float cargf(single z) { return atan2f(z.im, z.re); }
X double creal(pair z) { return z.re; }
X double cimag(pair z) { return z.im; }
X double cabs(pair z) { return hypot(z.re, z.im); }
X double carg(pair z) { return atan2(z.im, z.re); }
X double creall(pair z) { return z.re; }
X double cimagl(pair z) { return z.im; }
X double cabsl(pair z) { return hypot(z.re, z.im); }
X double cargl(pair z) { return atan2(z.im, z.re); }
