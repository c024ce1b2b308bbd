/* Stand-in for testing under Wine only: Windows' own icuuc.dll, absent from Wine, which Qt 6.10 and later asks
   for rare encodings of text. Every encoding is said to be unsupported. Never goes into a package. */
#include <stdint.h>
#define X __declspec(dllexport)
enum { UNSUPPORTED = 16 };
static void refuse(int *code) { if (code && *code <= 0) *code = UNSUPPORTED; }

X void *ucnv_open(const char *name, int *code) { refuse(code); return 0; }
X void ucnv_close(void *converter) {}
X void ucnv_reset(void *converter) {}
X int8_t ucnv_getMaxCharSize(const void *converter) { return 1; }
X const char *ucnv_getName(const void *converter, int *code) { refuse(code); return 0; }
X const char *ucnv_getStandardName(const char *name, const char *standard, int *code) { return 0; }
X const char *ucnv_getAvailableName(int32_t index) { return 0; }
X int32_t ucnv_countAvailable(void) { return 0; }
X void ucnv_getToUCallBack(const void *converter, void **action, const void **context)
{
    if (action) *action = 0;
    if (context) *context = 0;
}
X void ucnv_getFromUCallBack(const void *converter, void **action, const void **context)
{
    ucnv_getToUCallBack(converter, action, context);
}
X void ucnv_setToUCallBack(void *converter, void *action, const void *context, void **old, const void **before,
                           int *code)
{
    ucnv_getToUCallBack(converter, old, before);
}
X void ucnv_setFromUCallBack(void *converter, void *action, const void *context, void **old,
                             const void **before, int *code)
{
    ucnv_getToUCallBack(converter, old, before);
}
X void ucnv_toUnicode(void *converter, void **target, const void *limit, const char **source, const char *end,
                      int32_t *offsets, int8_t flush, int *code)
{
    refuse(code);
}
X void ucnv_fromUnicode(void *converter, char **target, const char *limit, const void **source,
                        const void *end, int32_t *offsets, int8_t flush, int *code)
{
    refuse(code);
}
X int32_t ucnv_toUCountPending(const void *converter, int *code) { return 0; }
X int32_t ucnv_fromUCountPending(const void *converter, int *code) { return 0; }
X void ucnv_cbFromUWriteUChars(void *arguments, const void **source, const void *end, int32_t offset, int *code) {}
X void ucnv_cbToUWriteUChars(void *arguments, const void *source, int32_t length, int32_t offset, int *code) {}
X void UCNV_TO_U_CALLBACK_SUBSTITUTE(const void *context, void *arguments, const char *units, int32_t length,
                                     int reason, int *code) {}
X void UCNV_FROM_U_CALLBACK_SUBSTITUTE(const void *context, void *arguments, const void *units, int32_t length,
                                       int32_t point, int reason, int *code) {}
