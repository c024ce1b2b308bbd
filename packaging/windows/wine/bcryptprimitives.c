/* Stand-in for testing under Wine only: Windows' own bcryptprimitives.dll, absent from Wine 8, gives random
   bytes to PDFium (QtPdf). Never goes into a package. */
#include <windows.h>
BOOLEAN NTAPI SystemFunction036(PVOID buffer, ULONG length);
__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE buffer, SIZE_T length)
{
    return SystemFunction036(buffer, (ULONG)length);
}
