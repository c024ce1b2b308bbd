# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'person.ui'
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
from PySide6.QtWidgets import (QApplication, QComboBox, QFormLayout, QLabel,
    QLineEdit, QSizePolicy, QWidget)

class Ui_Person(object):
    def setupUi(self, Person):
        if not Person.objectName():
            Person.setObjectName(u"Person")
        self.fields = QFormLayout(Person)
        self.fields.setObjectName(u"fields")
        self.fields.setHorizontalSpacing(16)
        self.fields.setVerticalSpacing(8)
        self.fields.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.fields.setContentsMargins(0, 0, 0, 0)
        self.lastNameLabel = QLabel(Person)
        self.lastNameLabel.setObjectName(u"lastNameLabel")

        self.fields.setWidget(0, QFormLayout.ItemRole.LabelRole, self.lastNameLabel)

        self.lastName = QLineEdit(Person)
        self.lastName.setObjectName(u"lastName")

        self.fields.setWidget(0, QFormLayout.ItemRole.FieldRole, self.lastName)

        self.firstNameLabel = QLabel(Person)
        self.firstNameLabel.setObjectName(u"firstNameLabel")

        self.fields.setWidget(1, QFormLayout.ItemRole.LabelRole, self.firstNameLabel)

        self.firstName = QLineEdit(Person)
        self.firstName.setObjectName(u"firstName")

        self.fields.setWidget(1, QFormLayout.ItemRole.FieldRole, self.firstName)

        self.emailLabel = QLabel(Person)
        self.emailLabel.setObjectName(u"emailLabel")

        self.fields.setWidget(2, QFormLayout.ItemRole.LabelRole, self.emailLabel)

        self.email = QLineEdit(Person)
        self.email.setObjectName(u"email")

        self.fields.setWidget(2, QFormLayout.ItemRole.FieldRole, self.email)

        self.phoneLabel = QLabel(Person)
        self.phoneLabel.setObjectName(u"phoneLabel")

        self.fields.setWidget(3, QFormLayout.ItemRole.LabelRole, self.phoneLabel)

        self.phone = QLineEdit(Person)
        self.phone.setObjectName(u"phone")

        self.fields.setWidget(3, QFormLayout.ItemRole.FieldRole, self.phone)

        self.organisationLabel = QLabel(Person)
        self.organisationLabel.setObjectName(u"organisationLabel")

        self.fields.setWidget(4, QFormLayout.ItemRole.LabelRole, self.organisationLabel)

        self.organisation = QComboBox(Person)
        self.organisation.setObjectName(u"organisation")

        self.fields.setWidget(4, QFormLayout.ItemRole.FieldRole, self.organisation)

        self.siteLabel = QLabel(Person)
        self.siteLabel.setObjectName(u"siteLabel")

        self.fields.setWidget(5, QFormLayout.ItemRole.LabelRole, self.siteLabel)

        self.site = QComboBox(Person)
        self.site.setObjectName(u"site")

        self.fields.setWidget(5, QFormLayout.ItemRole.FieldRole, self.site)

        self.jobClassLabel = QLabel(Person)
        self.jobClassLabel.setObjectName(u"jobClassLabel")

        self.fields.setWidget(6, QFormLayout.ItemRole.LabelRole, self.jobClassLabel)

        self.jobClass = QLineEdit(Person)
        self.jobClass.setObjectName(u"jobClass")

        self.fields.setWidget(6, QFormLayout.ItemRole.FieldRole, self.jobClass)


        self.retranslateUi(Person)

        QMetaObject.connectSlotsByName(Person)
    # setupUi

    def retranslateUi(self, Person):
        self.lastNameLabel.setText(QCoreApplication.translate("Person", u"&Nom", None))
        self.firstNameLabel.setText(QCoreApplication.translate("Person", u"P&r\u00e9nom", None))
        self.emailLabel.setText(QCoreApplication.translate("Person", u"&Courriel professionnel", None))
        self.phoneLabel.setText(QCoreApplication.translate("Person", u"&T\u00e9l\u00e9phone professionnel", None))
        self.organisationLabel.setText(QCoreApplication.translate("Person", u"&Organisme", None))
        self.siteLabel.setText(QCoreApplication.translate("Person", u"&Port d\u2019attache", None))
        self.jobClassLabel.setText(QCoreApplication.translate("Person", u"Corps d\u2019&emploi", None))
        pass
    # retranslateUi
