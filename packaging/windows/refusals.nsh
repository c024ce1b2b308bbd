; Why the installer stops, for the person and, as its exit code, for a deployment.
!define FAILED 2
!define RUNNING 1618         ; deployments take it as « busy, try again later »
!define OTHER_PACKAGE 1638   ; « another version is installed »

!define NOT_ADMINISTRATOR "Pour tout l’ordinateur, lancez ce programme en tant qu’administrateur."
!define RUNNING_TOLD "Agence est ouvert sur cet ordinateur. Fermez-le dans toutes les sessions, puis recommencez."
!define OTHER_PACKAGE_TOLD "Agence a été installé ici par un paquet MSI. Retirez-le d’abord, ou employez le nouveau paquet MSI."
!define FOLDER_OF_OTHERS "Ce dossier contient autre chose qu’Agence. Choisissez un dossier vide."
!define WITH_PASSWORD "L’adresse de la base contient un mot de passe. Retirez-le de l’adresse : le programme le demandera et le confiera au coffre du système."
!define NO_ADDRESS "DBURL n’est ni une adresse qui commence par postgresql://, ni le chemin complet d’un fichier de cet ordinateur."
!define NOT_WRITTEN "L’installation n’a pas pu être écrite; rien n’a été changé. Vérifiez la place libre et les droits sur le dossier."

!macro Refuse CODE SENTENCE
  MessageBox MB_OK|MB_ICONSTOP "${SENTENCE}" /SD IDOK
  SetErrorLevel ${CODE}
  Quit
!macroend
