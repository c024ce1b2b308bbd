# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'first_run.ui'
##
## Created by: Qt User Interface Compiler version 6.11.3
##
## WARNING! All changes made in this file will be lost when recompiling UI file!
################################################################################

from PySide6.QtCore import (QCoreApplication, QDate, QDateTime, QLocale,
    QMetaObject, QObject, QPoint, QRect,
    QSize, QTime, QUrl, Qt)
from PySide6.QtGui import (QBrush, QColor, QConicalGradient, QCursor,
    QFont, QFontDatabase, QGradient, QIcon,
    QImage, QKeySequence, QLinearGradient, QPainter,
    QPalette, QPixmap, QRadialGradient, QTransform)
from PySide6.QtWidgets import (QApplication, QCheckBox, QDialog, QFormLayout,
    QHBoxLayout, QLabel, QLineEdit, QPushButton,
    QSizePolicy, QSpacerItem, QStackedWidget, QVBoxLayout,
    QWidget)

from agence_desktop.desktop.widgets.two_line_button import TwoLineButton

class Ui_FirstRun(object):
    def setupUi(self, FirstRun):
        if not FirstRun.objectName():
            FirstRun.setObjectName(u"FirstRun")
        self.outer = QVBoxLayout(FirstRun)
        self.outer.setSpacing(12)
        self.outer.setObjectName(u"outer")
        self.outer.setContentsMargins(24, 24, 24, 16)
        self.pages = QStackedWidget(FirstRun)
        self.pages.setObjectName(u"pages")
        self.doors = QWidget()
        self.doors.setObjectName(u"doors")
        self.doorsLayout = QVBoxLayout(self.doors)
        self.doorsLayout.setSpacing(8)
        self.doorsLayout.setObjectName(u"doorsLayout")
        self.doorsLayout.setContentsMargins(0, 0, 0, 0)
        self.welcome = QLabel(self.doors)
        self.welcome.setObjectName(u"welcome")

        self.doorsLayout.addWidget(self.welcome)

        self.demoDoor = TwoLineButton(self.doors)
        self.demoDoor.setObjectName(u"demoDoor")
        self.demoDoor.setProperty(u"iconName", u"play-circle-outline")

        self.doorsLayout.addWidget(self.demoDoor)

        self.localDoor = TwoLineButton(self.doors)
        self.localDoor.setObjectName(u"localDoor")
        self.localDoor.setProperty(u"iconName", u"database-plus-outline")

        self.doorsLayout.addWidget(self.localDoor)

        self.sharedDoor = TwoLineButton(self.doors)
        self.sharedDoor.setObjectName(u"sharedDoor")
        self.sharedDoor.setProperty(u"iconName", u"server-network")

        self.doorsLayout.addWidget(self.sharedDoor)

        self.doorsSpacer = QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.doorsLayout.addItem(self.doorsSpacer)

        self.pages.addWidget(self.doors)
        self.shared = QWidget()
        self.shared.setObjectName(u"shared")
        self.sharedLayout = QVBoxLayout(self.shared)
        self.sharedLayout.setSpacing(12)
        self.sharedLayout.setObjectName(u"sharedLayout")
        self.sharedLayout.setContentsMargins(0, 0, 0, 0)
        self.sharedTitle = QLabel(self.shared)
        self.sharedTitle.setObjectName(u"sharedTitle")

        self.sharedLayout.addWidget(self.sharedTitle)

        self.fields = QFormLayout()
        self.fields.setObjectName(u"fields")
        self.hostLabel = QLabel(self.shared)
        self.hostLabel.setObjectName(u"hostLabel")

        self.fields.setWidget(0, QFormLayout.ItemRole.LabelRole, self.hostLabel)

        self.host = QLineEdit(self.shared)
        self.host.setObjectName(u"host")

        self.fields.setWidget(0, QFormLayout.ItemRole.FieldRole, self.host)

        self.portLabel = QLabel(self.shared)
        self.portLabel.setObjectName(u"portLabel")

        self.fields.setWidget(1, QFormLayout.ItemRole.LabelRole, self.portLabel)

        self.port = QLineEdit(self.shared)
        self.port.setObjectName(u"port")

        self.fields.setWidget(1, QFormLayout.ItemRole.FieldRole, self.port)

        self.databaseLabel = QLabel(self.shared)
        self.databaseLabel.setObjectName(u"databaseLabel")

        self.fields.setWidget(2, QFormLayout.ItemRole.LabelRole, self.databaseLabel)

        self.database = QLineEdit(self.shared)
        self.database.setObjectName(u"database")

        self.fields.setWidget(2, QFormLayout.ItemRole.FieldRole, self.database)

        self.loginLabel = QLabel(self.shared)
        self.loginLabel.setObjectName(u"loginLabel")

        self.fields.setWidget(3, QFormLayout.ItemRole.LabelRole, self.loginLabel)

        self.login = QLineEdit(self.shared)
        self.login.setObjectName(u"login")

        self.fields.setWidget(3, QFormLayout.ItemRole.FieldRole, self.login)

        self.passwordLabel = QLabel(self.shared)
        self.passwordLabel.setObjectName(u"passwordLabel")

        self.fields.setWidget(4, QFormLayout.ItemRole.LabelRole, self.passwordLabel)

        self.password = QLineEdit(self.shared)
        self.password.setObjectName(u"password")
        self.password.setEchoMode(QLineEdit.EchoMode.Password)

        self.fields.setWidget(4, QFormLayout.ItemRole.FieldRole, self.password)


        self.sharedLayout.addLayout(self.fields)

        self.keepLayout = QHBoxLayout()
        self.keepLayout.setSpacing(8)
        self.keepLayout.setObjectName(u"keepLayout")
        self.keepPassword = QCheckBox(self.shared)
        self.keepPassword.setObjectName(u"keepPassword")

        self.keepLayout.addWidget(self.keepPassword)

        self.keepSpacer = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.keepLayout.addItem(self.keepSpacer)

        self.forgetButton = QPushButton(self.shared)
        self.forgetButton.setObjectName(u"forgetButton")
        self.forgetButton.setAutoDefault(False)

        self.keepLayout.addWidget(self.forgetButton)


        self.sharedLayout.addLayout(self.keepLayout)

        self.passwordNote = QLabel(self.shared)
        self.passwordNote.setObjectName(u"passwordNote")
        self.passwordNote.setWordWrap(True)

        self.sharedLayout.addWidget(self.passwordNote)

        self.verdict = QLabel(self.shared)
        self.verdict.setObjectName(u"verdict")
        self.verdict.setWordWrap(True)

        self.sharedLayout.addWidget(self.verdict)

        self.sharedSpacer = QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.sharedLayout.addItem(self.sharedSpacer)

        self.sharedButtons = QHBoxLayout()
        self.sharedButtons.setSpacing(8)
        self.sharedButtons.setObjectName(u"sharedButtons")
        self.backButton = QPushButton(self.shared)
        self.backButton.setObjectName(u"backButton")
        self.backButton.setAutoDefault(False)

        self.sharedButtons.addWidget(self.backButton)

        self.buttonsSpacer = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.sharedButtons.addItem(self.buttonsSpacer)

        self.testButton = QPushButton(self.shared)
        self.testButton.setObjectName(u"testButton")
        self.testButton.setAutoDefault(False)

        self.sharedButtons.addWidget(self.testButton)

        self.connectButton = QPushButton(self.shared)
        self.connectButton.setObjectName(u"connectButton")
        self.connectButton.setAutoDefault(False)

        self.sharedButtons.addWidget(self.connectButton)


        self.sharedLayout.addLayout(self.sharedButtons)

        self.pages.addWidget(self.shared)

        self.outer.addWidget(self.pages)


        self.retranslateUi(FirstRun)

        self.pages.setCurrentIndex(0)


        QMetaObject.connectSlotsByName(FirstRun)
    # setupUi

    def retranslateUi(self, FirstRun):
        FirstRun.setWindowTitle(QCoreApplication.translate("FirstRun", u"Bienvenue dans Agence", None))
        self.welcome.setText(QCoreApplication.translate("FirstRun", u"Par o\u00f9 voulez-vous commencer?", None))
        self.demoDoor.setText(QCoreApplication.translate("FirstRun", u"&Essayer avec des donn\u00e9es fictives", None))
        self.demoDoor.setProperty(u"description", QCoreApplication.translate("FirstRun", u"Des immeubles, des salles et des r\u00e9servations invent\u00e9s, pour tout essayer sans risque. Rien n\u2019en sort.", None))
        self.localDoor.setText(QCoreApplication.translate("FirstRun", u"&Cr\u00e9er une base sur ce poste", None))
        self.localDoor.setProperty(u"description", QCoreApplication.translate("FirstRun", u"Un fichier sur ce poste, pour travailler seul. Il se copie et se sauvegarde comme tout fichier.", None))
        self.sharedDoor.setText(QCoreApplication.translate("FirstRun", u"Se connecter \u00e0 la &base partag\u00e9e", None))
        self.sharedDoor.setProperty(u"description", QCoreApplication.translate("FirstRun", u"La base de votre organisation, sur son serveur. L\u2019\u00e9quipe informatique vous en donne l\u2019adresse.", None))
        self.sharedTitle.setText(QCoreApplication.translate("FirstRun", u"Base partag\u00e9e", None))
        self.hostLabel.setText(QCoreApplication.translate("FirstRun", u"&Serveur", None))
        self.host.setPlaceholderText(QCoreApplication.translate("FirstRun", u"agence.exemple.qc.ca", None))
        self.portLabel.setText(QCoreApplication.translate("FirstRun", u"&Port", None))
        self.port.setText(QCoreApplication.translate("FirstRun", u"5432", None))
        self.databaseLabel.setText(QCoreApplication.translate("FirstRun", u"&Nom de la base", None))
        self.database.setText(QCoreApplication.translate("FirstRun", u"agence", None))
        self.loginLabel.setText(QCoreApplication.translate("FirstRun", u"&Identifiant", None))
        self.passwordLabel.setText(QCoreApplication.translate("FirstRun", u"&Mot de passe", None))
        self.keepPassword.setText(QCoreApplication.translate("FirstRun", u"Re&tenir le mot de passe sur ce poste", None))
        self.forgetButton.setText(QCoreApplication.translate("FirstRun", u"&Oublier le mot de passe retenu", None))
        self.passwordNote.setText(QCoreApplication.translate("FirstRun", u"Laissez le mot de passe vide si votre session Windows suffit. Retenu, il est confi\u00e9 au coffre du syst\u00e8me; il n\u2019est jamais \u00e9crit dans un fichier.", None))
        self.verdict.setText("")
        self.backButton.setText(QCoreApplication.translate("FirstRun", u"&Retour", None))
        self.testButton.setText(QCoreApplication.translate("FirstRun", u"&Essayer la connexion", None))
        self.connectButton.setText(QCoreApplication.translate("FirstRun", u"Se &connecter", None))
    # retranslateUi
