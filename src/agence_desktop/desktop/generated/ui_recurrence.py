# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'recurrence.ui'
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
from PySide6.QtWidgets import (QApplication, QCheckBox, QComboBox, QFormLayout,
    QHBoxLayout, QLabel, QSizePolicy, QSpacerItem,
    QSpinBox, QVBoxLayout, QWidget)

class Ui_Recurrence(object):
    def setupUi(self, Recurrence):
        if not Recurrence.objectName():
            Recurrence.setObjectName(u"Recurrence")
        self.column = QVBoxLayout(Recurrence)
        self.column.setSpacing(12)
        self.column.setObjectName(u"column")
        self.column.setContentsMargins(0, 0, 0, 0)
        self.fields = QFormLayout()
        self.fields.setObjectName(u"fields")
        self.repeatLabel = QLabel(Recurrence)
        self.repeatLabel.setObjectName(u"repeatLabel")

        self.fields.setWidget(0, QFormLayout.ItemRole.LabelRole, self.repeatLabel)

        self.repeat = QComboBox(Recurrence)
        self.repeat.setObjectName(u"repeat")

        self.fields.setWidget(0, QFormLayout.ItemRole.FieldRole, self.repeat)

        self.everyLabel = QLabel(Recurrence)
        self.everyLabel.setObjectName(u"everyLabel")

        self.fields.setWidget(1, QFormLayout.ItemRole.LabelRole, self.everyLabel)

        self.everyBox = QHBoxLayout()
        self.everyBox.setSpacing(8)
        self.everyBox.setObjectName(u"everyBox")
        self.every = QSpinBox(Recurrence)
        self.every.setObjectName(u"every")
        self.every.setMinimum(1)
        self.every.setMaximum(99)
        self.every.setValue(1)

        self.everyBox.addWidget(self.every)

        self.everyUnit = QLabel(Recurrence)
        self.everyUnit.setObjectName(u"everyUnit")

        self.everyBox.addWidget(self.everyUnit)

        self.everySpacer = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.everyBox.addItem(self.everySpacer)


        self.fields.setLayout(1, QFormLayout.ItemRole.FieldRole, self.everyBox)

        self.weekdaysLabel = QLabel(Recurrence)
        self.weekdaysLabel.setObjectName(u"weekdaysLabel")

        self.fields.setWidget(2, QFormLayout.ItemRole.LabelRole, self.weekdaysLabel)

        self.weekdays = QWidget(Recurrence)
        self.weekdays.setObjectName(u"weekdays")
        self.weekdaysBox = QHBoxLayout(self.weekdays)
        self.weekdaysBox.setSpacing(8)
        self.weekdaysBox.setObjectName(u"weekdaysBox")
        self.weekdaysBox.setContentsMargins(0, 0, 0, 0)
        self.monday = QCheckBox(self.weekdays)
        self.monday.setObjectName(u"monday")

        self.weekdaysBox.addWidget(self.monday)

        self.tuesday = QCheckBox(self.weekdays)
        self.tuesday.setObjectName(u"tuesday")

        self.weekdaysBox.addWidget(self.tuesday)

        self.wednesday = QCheckBox(self.weekdays)
        self.wednesday.setObjectName(u"wednesday")

        self.weekdaysBox.addWidget(self.wednesday)

        self.thursday = QCheckBox(self.weekdays)
        self.thursday.setObjectName(u"thursday")

        self.weekdaysBox.addWidget(self.thursday)

        self.friday = QCheckBox(self.weekdays)
        self.friday.setObjectName(u"friday")

        self.weekdaysBox.addWidget(self.friday)

        self.saturday = QCheckBox(self.weekdays)
        self.saturday.setObjectName(u"saturday")

        self.weekdaysBox.addWidget(self.saturday)

        self.sunday = QCheckBox(self.weekdays)
        self.sunday.setObjectName(u"sunday")

        self.weekdaysBox.addWidget(self.sunday)


        self.fields.setWidget(2, QFormLayout.ItemRole.FieldRole, self.weekdays)

        self.monthDayLabel = QLabel(Recurrence)
        self.monthDayLabel.setObjectName(u"monthDayLabel")

        self.fields.setWidget(3, QFormLayout.ItemRole.LabelRole, self.monthDayLabel)

        self.monthDay = QComboBox(Recurrence)
        self.monthDay.setObjectName(u"monthDay")

        self.fields.setWidget(3, QFormLayout.ItemRole.FieldRole, self.monthDay)

        self.nthLabel = QLabel(Recurrence)
        self.nthLabel.setObjectName(u"nthLabel")

        self.fields.setWidget(4, QFormLayout.ItemRole.LabelRole, self.nthLabel)

        self.nthPane = QWidget(Recurrence)
        self.nthPane.setObjectName(u"nthPane")
        self.nthBox = QHBoxLayout(self.nthPane)
        self.nthBox.setSpacing(8)
        self.nthBox.setObjectName(u"nthBox")
        self.nthBox.setContentsMargins(0, 0, 0, 0)
        self.nth = QComboBox(self.nthPane)
        self.nth.setObjectName(u"nth")

        self.nthBox.addWidget(self.nth)

        self.weekday = QComboBox(self.nthPane)
        self.weekday.setObjectName(u"weekday")

        self.nthBox.addWidget(self.weekday)


        self.fields.setWidget(4, QFormLayout.ItemRole.FieldRole, self.nthPane)

        self.endingLabel = QLabel(Recurrence)
        self.endingLabel.setObjectName(u"endingLabel")

        self.fields.setWidget(5, QFormLayout.ItemRole.LabelRole, self.endingLabel)

        self.ending = QComboBox(Recurrence)
        self.ending.setObjectName(u"ending")

        self.fields.setWidget(5, QFormLayout.ItemRole.FieldRole, self.ending)

        self.countLabel = QLabel(Recurrence)
        self.countLabel.setObjectName(u"countLabel")

        self.fields.setWidget(6, QFormLayout.ItemRole.LabelRole, self.countLabel)

        self.count = QSpinBox(Recurrence)
        self.count.setObjectName(u"count")
        self.count.setMinimum(1)
        self.count.setMaximum(1000)
        self.count.setValue(8)

        self.fields.setWidget(6, QFormLayout.ItemRole.FieldRole, self.count)

        self.untilLabel = QLabel(Recurrence)
        self.untilLabel.setObjectName(u"untilLabel")

        self.fields.setWidget(7, QFormLayout.ItemRole.LabelRole, self.untilLabel)

        self.untilBox = QHBoxLayout()
        self.untilBox.setSpacing(8)
        self.untilBox.setObjectName(u"untilBox")

        self.fields.setLayout(7, QFormLayout.ItemRole.FieldRole, self.untilBox)


        self.column.addLayout(self.fields)

        self.listsBox = QHBoxLayout()
        self.listsBox.setSpacing(16)
        self.listsBox.setObjectName(u"listsBox")
        self.exceptionsBox = QVBoxLayout()
        self.exceptionsBox.setObjectName(u"exceptionsBox")

        self.listsBox.addLayout(self.exceptionsBox)

        self.additionsBox = QVBoxLayout()
        self.additionsBox.setObjectName(u"additionsBox")

        self.listsBox.addLayout(self.additionsBox)


        self.column.addLayout(self.listsBox)

        self.phrase = QLabel(Recurrence)
        self.phrase.setObjectName(u"phrase")
        self.phrase.setWordWrap(True)

        self.column.addWidget(self.phrase)

        self.dates = QLabel(Recurrence)
        self.dates.setObjectName(u"dates")
        self.dates.setWordWrap(True)

        self.column.addWidget(self.dates)


        self.retranslateUi(Recurrence)

        QMetaObject.connectSlotsByName(Recurrence)
    # setupUi

    def retranslateUi(self, Recurrence):
        self.repeatLabel.setText(QCoreApplication.translate("Recurrence", u"R\u00e9&p\u00e9ter", None))
        self.everyLabel.setText(QCoreApplication.translate("Recurrence", u"&Intervalle", None))
        self.everyUnit.setText("")
        self.weekdaysLabel.setText(QCoreApplication.translate("Recurrence", u"Jours", None))
        self.monday.setText(QCoreApplication.translate("Recurrence", u"&lun.", None))
        self.tuesday.setText(QCoreApplication.translate("Recurrence", u"ma&r.", None))
        self.wednesday.setText(QCoreApplication.translate("Recurrence", u"&mer.", None))
        self.thursday.setText(QCoreApplication.translate("Recurrence", u"&jeu.", None))
        self.friday.setText(QCoreApplication.translate("Recurrence", u"&ven.", None))
        self.saturday.setText(QCoreApplication.translate("Recurrence", u"&sam.", None))
        self.sunday.setText(QCoreApplication.translate("Recurrence", u"&dim.", None))
        self.monthDayLabel.setText(QCoreApplication.translate("Recurrence", u"&Quanti\u00e8me", None))
        self.nthLabel.setText(QCoreApplication.translate("Recurrence", u"Ran&g", None))
        self.endingLabel.setText(QCoreApplication.translate("Recurrence", u"&Fin", None))
        self.countLabel.setText(QCoreApplication.translate("Recurrence", u"&Nombre de dates", None))
        self.untilLabel.setText(QCoreApplication.translate("Recurrence", u"J&usqu\u2019au", None))
        self.phrase.setText("")
        self.dates.setText("")
        pass
    # retranslateUi
