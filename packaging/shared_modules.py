"""Both starts read their modules from one archive beside them; run before PyInstaller's own importer.

Without it each start would carry every module. Nothing but the first part of the standard library
is there yet.
"""

import os
import sys

# Here PyInstaller tells its importer where the archive is.
vars(sys)["_pyinstaller_pyz"] = f"{vars(sys)['_MEIPASS']}{os.sep}modules.pyz"
