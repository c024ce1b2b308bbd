# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'booking.ui'
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
from PySide6.QtWidgets import (QApplication, QCheckBox, QFormLayout, QFrame,
    QHBoxLayout, QLabel, QLineEdit, QPlainTextEdit,
    QPushButton, QSizePolicy, QSpacerItem, QVBoxLayout,
    QWidget)

class Ui_Booking(object):
    def setupUi(self, Booking):
        if not Booking.objectName():
            Booking.setObjectName(u"Booking")
        self.panes = QHBoxLayout(Booking)
        self.panes.setSpacing(0)
        self.panes.setObjectName(u"panes")
        self.panes.setContentsMargins(0, 0, 0, 0)
        self.fieldsPane = QWidget(Booking)
        self.fieldsPane.setObjectName(u"fieldsPane")
        self.fieldsColumn = QVBoxLayout(self.fieldsPane)
        self.fieldsColumn.setObjectName(u"fieldsColumn")
        self.fieldsColumn.setContentsMargins(16, 16, 16, 8)
        self.fields = QFormLayout()
        self.fields.setObjectName(u"fields")
        self.organisationLabel = QLabel(self.fieldsPane)
        self.organisationLabel.setObjectName(u"organisationLabel")

        self.fields.setWidget(0, QFormLayout.ItemRole.LabelRole, self.organisationLabel)

        self.organisationBox = QHBoxLayout()
        self.organisationBox.setSpacing(8)
        self.organisationBox.setObjectName(u"organisationBox")

        self.fields.setLayout(0, QFormLayout.ItemRole.FieldRole, self.organisationBox)

        self.personLabel = QLabel(self.fieldsPane)
        self.personLabel.setObjectName(u"personLabel")

        self.fields.setWidget(1, QFormLayout.ItemRole.LabelRole, self.personLabel)

        self.personBox = QHBoxLayout()
        self.personBox.setSpacing(8)
        self.personBox.setObjectName(u"personBox")

        self.fields.setLayout(1, QFormLayout.ItemRole.FieldRole, self.personBox)

        self.purposeLabel = QLabel(self.fieldsPane)
        self.purposeLabel.setObjectName(u"purposeLabel")

        self.fields.setWidget(2, QFormLayout.ItemRole.LabelRole, self.purposeLabel)

        self.purpose = QLineEdit(self.fieldsPane)
        self.purpose.setObjectName(u"purpose")

        self.fields.setWidget(2, QFormLayout.ItemRole.FieldRole, self.purpose)

        self.phoneLabel = QLabel(self.fieldsPane)
        self.phoneLabel.setObjectName(u"phoneLabel")

        self.fields.setWidget(3, QFormLayout.ItemRole.LabelRole, self.phoneLabel)

        self.phone = QLineEdit(self.fieldsPane)
        self.phone.setObjectName(u"phone")

        self.fields.setWidget(3, QFormLayout.ItemRole.FieldRole, self.phone)

        self.spaceLabel = QLabel(self.fieldsPane)
        self.spaceLabel.setObjectName(u"spaceLabel")

        self.fields.setWidget(4, QFormLayout.ItemRole.LabelRole, self.spaceLabel)

        self.spaceBox = QHBoxLayout()
        self.spaceBox.setSpacing(8)
        self.spaceBox.setObjectName(u"spaceBox")

        self.fields.setLayout(4, QFormLayout.ItemRole.FieldRole, self.spaceBox)

        self.slotLabel = QLabel(self.fieldsPane)
        self.slotLabel.setObjectName(u"slotLabel")

        self.fields.setWidget(5, QFormLayout.ItemRole.LabelRole, self.slotLabel)

        self.slotBox = QHBoxLayout()
        self.slotBox.setSpacing(8)
        self.slotBox.setObjectName(u"slotBox")

        self.fields.setLayout(5, QFormLayout.ItemRole.FieldRole, self.slotBox)

        self.seriesLabel = QLabel(self.fieldsPane)
        self.seriesLabel.setObjectName(u"seriesLabel")

        self.fields.setWidget(6, QFormLayout.ItemRole.LabelRole, self.seriesLabel)

        self.seriesBox = QHBoxLayout()
        self.seriesBox.setSpacing(8)
        self.seriesBox.setObjectName(u"seriesBox")

        self.fields.setLayout(6, QFormLayout.ItemRole.FieldRole, self.seriesBox)

        self.crowdLabel = QLabel(self.fieldsPane)
        self.crowdLabel.setObjectName(u"crowdLabel")

        self.fields.setWidget(7, QFormLayout.ItemRole.LabelRole, self.crowdLabel)

        self.crowdBox = QHBoxLayout()
        self.crowdBox.setSpacing(8)
        self.crowdBox.setObjectName(u"crowdBox")

        self.fields.setLayout(7, QFormLayout.ItemRole.FieldRole, self.crowdBox)

        self.wheelchairLabel = QLabel(self.fieldsPane)
        self.wheelchairLabel.setObjectName(u"wheelchairLabel")

        self.fields.setWidget(9, QFormLayout.ItemRole.LabelRole, self.wheelchairLabel)

        self.wheelchair = QCheckBox(self.fieldsPane)
        self.wheelchair.setObjectName(u"wheelchair")

        self.fields.setWidget(9, QFormLayout.ItemRole.FieldRole, self.wheelchair)

        self.needsLabel = QLabel(self.fieldsPane)
        self.needsLabel.setObjectName(u"needsLabel")

        self.fields.setWidget(10, QFormLayout.ItemRole.LabelRole, self.needsLabel)

        self.needs = QLineEdit(self.fieldsPane)
        self.needs.setObjectName(u"needs")

        self.fields.setWidget(10, QFormLayout.ItemRole.FieldRole, self.needs)

        self.extrasBox = QVBoxLayout()
        self.extrasBox.setObjectName(u"extrasBox")
        self.extrasLabel = QLabel(self.fieldsPane)
        self.extrasLabel.setObjectName(u"extrasLabel")

        self.extrasBox.addWidget(self.extrasLabel)


        self.fields.setLayout(11, QFormLayout.ItemRole.SpanningRole, self.extrasBox)

        self.noteLabel = QLabel(self.fieldsPane)
        self.noteLabel.setObjectName(u"noteLabel")

        self.fields.setWidget(12, QFormLayout.ItemRole.LabelRole, self.noteLabel)

        self.note = QPlainTextEdit(self.fieldsPane)
        self.note.setObjectName(u"note")

        self.fields.setWidget(12, QFormLayout.ItemRole.FieldRole, self.note)


        self.fieldsColumn.addLayout(self.fields)

        self.fieldsSpacer = QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.fieldsColumn.addItem(self.fieldsSpacer)


        self.panes.addWidget(self.fieldsPane)

        self.sheetPane = QWidget(Booking)
        self.sheetPane.setObjectName(u"sheetPane")
        self.sheetColumn = QVBoxLayout(self.sheetPane)
        self.sheetColumn.setSpacing(8)
        self.sheetColumn.setObjectName(u"sheetColumn")
        self.sheetColumn.setContentsMargins(16, 16, 16, 8)
        self.termsFrame = QFrame(self.sheetPane)
        self.termsFrame.setObjectName(u"termsFrame")
        self.termsBox = QHBoxLayout(self.termsFrame)
        self.termsBox.setSpacing(12)
        self.termsBox.setObjectName(u"termsBox")
        self.termsBox.setContentsMargins(16, 8, 12, 8)
        self.terms = QLabel(self.termsFrame)
        self.terms.setObjectName(u"terms")
        self.terms.setWordWrap(True)

        self.termsBox.addWidget(self.terms)


        self.sheetColumn.addWidget(self.termsFrame)

        self.scopeBox = QHBoxLayout()
        self.scopeBox.setSpacing(8)
        self.scopeBox.setObjectName(u"scopeBox")

        self.sheetColumn.addLayout(self.scopeBox)

        self.titleBox = QHBoxLayout()
        self.titleBox.setSpacing(8)
        self.titleBox.setObjectName(u"titleBox")
        self.sheetTitle = QLabel(self.sheetPane)
        self.sheetTitle.setObjectName(u"sheetTitle")

        self.titleBox.addWidget(self.sheetTitle)


        self.sheetColumn.addLayout(self.titleBox)

        self.tableBox = QVBoxLayout()
        self.tableBox.setObjectName(u"tableBox")

        self.sheetColumn.addLayout(self.tableBox)

        self.alikeBox = QHBoxLayout()
        self.alikeBox.setSpacing(8)
        self.alikeBox.setObjectName(u"alikeBox")
        self.alikeLabel = QLabel(self.sheetPane)
        self.alikeLabel.setObjectName(u"alikeLabel")

        self.alikeBox.addWidget(self.alikeLabel)

        self.nextFree = QPushButton(self.sheetPane)
        self.nextFree.setObjectName(u"nextFree")

        self.alikeBox.addWidget(self.nextFree)

        self.skipTaken = QPushButton(self.sheetPane)
        self.skipTaken.setObjectName(u"skipTaken")

        self.alikeBox.addWidget(self.skipTaken)

        self.alikeSpacer = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.alikeBox.addItem(self.alikeSpacer)

        self.addDate = QPushButton(self.sheetPane)
        self.addDate.setObjectName(u"addDate")

        self.alikeBox.addWidget(self.addDate)


        self.sheetColumn.addLayout(self.alikeBox)

        self.explanationFrame = QFrame(self.sheetPane)
        self.explanationFrame.setObjectName(u"explanationFrame")
        self.explanationBox = QHBoxLayout(self.explanationFrame)
        self.explanationBox.setSpacing(12)
        self.explanationBox.setObjectName(u"explanationBox")
        self.explanationBox.setContentsMargins(12, 8, 12, 8)
        self.explanation = QLabel(self.explanationFrame)
        self.explanation.setObjectName(u"explanation")
        self.explanation.setWordWrap(True)

        self.explanationBox.addWidget(self.explanation)


        self.sheetColumn.addWidget(self.explanationFrame)

        self.totalsBox = QHBoxLayout()
        self.totalsBox.setSpacing(24)
        self.totalsBox.setObjectName(u"totalsBox")
        self.confirmedBox = QVBoxLayout()
        self.confirmedBox.setSpacing(0)
        self.confirmedBox.setObjectName(u"confirmedBox")
        self.confirmedTitle = QLabel(self.sheetPane)
        self.confirmedTitle.setObjectName(u"confirmedTitle")

        self.confirmedBox.addWidget(self.confirmedTitle)

        self.confirmed = QLabel(self.sheetPane)
        self.confirmed.setObjectName(u"confirmed")

        self.confirmedBox.addWidget(self.confirmed)


        self.totalsBox.addLayout(self.confirmedBox)

        self.requestedBox = QVBoxLayout()
        self.requestedBox.setSpacing(0)
        self.requestedBox.setObjectName(u"requestedBox")
        self.requestedTitle = QLabel(self.sheetPane)
        self.requestedTitle.setObjectName(u"requestedTitle")

        self.requestedBox.addWidget(self.requestedTitle)

        self.requested = QLabel(self.sheetPane)
        self.requested.setObjectName(u"requested")

        self.requestedBox.addWidget(self.requested)


        self.totalsBox.addLayout(self.requestedBox)

        self.lostBox = QVBoxLayout()
        self.lostBox.setSpacing(0)
        self.lostBox.setObjectName(u"lostBox")
        self.lostTitle = QLabel(self.sheetPane)
        self.lostTitle.setObjectName(u"lostTitle")

        self.lostBox.addWidget(self.lostTitle)

        self.lost = QLabel(self.sheetPane)
        self.lost.setObjectName(u"lost")

        self.lostBox.addWidget(self.lost)


        self.totalsBox.addLayout(self.lostBox)

        self.unsettledBox = QVBoxLayout()
        self.unsettledBox.setSpacing(0)
        self.unsettledBox.setObjectName(u"unsettledBox")
        self.unsettledTitle = QLabel(self.sheetPane)
        self.unsettledTitle.setObjectName(u"unsettledTitle")

        self.unsettledBox.addWidget(self.unsettledTitle)

        self.unsettled = QLabel(self.sheetPane)
        self.unsettled.setObjectName(u"unsettled")

        self.unsettledBox.addWidget(self.unsettled)


        self.totalsBox.addLayout(self.unsettledBox)

        self.totalsSpacer = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.totalsBox.addItem(self.totalsSpacer)

        self.highestBox = QVBoxLayout()
        self.highestBox.setSpacing(0)
        self.highestBox.setObjectName(u"highestBox")
        self.highestTitle = QLabel(self.sheetPane)
        self.highestTitle.setObjectName(u"highestTitle")

        self.highestBox.addWidget(self.highestTitle)

        self.highest = QLabel(self.sheetPane)
        self.highest.setObjectName(u"highest")

        self.highestBox.addWidget(self.highest)


        self.totalsBox.addLayout(self.highestBox)


        self.sheetColumn.addLayout(self.totalsBox)


        self.panes.addWidget(self.sheetPane)


        self.retranslateUi(Booking)

        QMetaObject.connectSlotsByName(Booking)
    # setupUi

    def retranslateUi(self, Booking):
        self.organisationLabel.setText(QCoreApplication.translate("Booking", u"&Organisme", None))
        self.personLabel.setText(QCoreApplication.translate("Booking", u"&Personne", None))
        self.purposeLabel.setText(QCoreApplication.translate("Booking", u"Ob&jet", None))
        self.phoneLabel.setText(QCoreApplication.translate("Booking", u"&T\u00e9l\u00e9phone", None))
        self.spaceLabel.setText(QCoreApplication.translate("Booking", u"&Espace", None))
        self.slotLabel.setText(QCoreApplication.translate("Booking", u"&Date et heures", None))
        self.seriesLabel.setText(QCoreApplication.translate("Booking", u"&R\u00e9p\u00e9tition", None))
        self.crowdLabel.setText(QCoreApplication.translate("Booking", u"Parti&cipants", None))
        self.wheelchairLabel.setText(QCoreApplication.translate("Booking", u"&Accessibilit\u00e9", None))
        self.wheelchair.setText(QCoreApplication.translate("Booking", u"Une place pour fauteuil roulant", None))
        self.needsLabel.setText(QCoreApplication.translate("Booking", u"Autres &besoins", None))
        self.extrasLabel.setText(QCoreApplication.translate("Booking", u"Mat\u00e9riel et soutien", None))
        self.noteLabel.setText(QCoreApplication.translate("Booking", u"&Note \u00e0 l\u2019h\u00f4te", None))
        self.terms.setText("")
        self.sheetTitle.setText("")
        self.alikeLabel.setText(QCoreApplication.translate("Booking", u"Appliquer le m\u00eame choix aux dates semblables\u00a0:", None))
        self.nextFree.setText(QCoreApplication.translate("Booking", u"Prochaine &heure libre", None))
        self.skipTaken.setText(QCoreApplication.translate("Booking", u"I&gnorer les dates prises", None))
        self.addDate.setText(QCoreApplication.translate("Booking", u"Ajo&uter une date\u2026", None))
        self.explanation.setText("")
        self.confirmedTitle.setText(QCoreApplication.translate("Booking", u"\u00c0 confirmer maintenant", None))
        self.confirmed.setText("")
        self.requestedTitle.setText(QCoreApplication.translate("Booking", u"\u00c0 d\u00e9cider par l\u2019h\u00f4te", None))
        self.requested.setText("")
        self.lostTitle.setText(QCoreApplication.translate("Booking", u"Non obtenue", None))
        self.lost.setText("")
        self.unsettledTitle.setText(QCoreApplication.translate("Booking", u"\u00c0 r\u00e9gler", None))
        self.unsettled.setText("")
        self.highestTitle.setText(QCoreApplication.translate("Booking", u"Prix le plus \u00e9lev\u00e9 possible", None))
        self.highest.setText("")
        pass
    # retranslateUi
