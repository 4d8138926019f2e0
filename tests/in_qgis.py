"""Run by the system's Python, which has QGIS: opens a GeoPackage, tells what QGIS made of it as JSON, and draws its maps.

Not imported by the tests; `test_in_qgis.py` starts it. Arguments: the file, the project as a user opens it, a folder for
pictures, a font file.
"""

import json
import os
import sys
import tempfile
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from osgeo import ogr
from qgis.core import (
    QgsApplication,
    QgsDateTimeRange,
    QgsFeatureRequest,
    QgsLayoutExporter,
    QgsLayoutItemLabel,
    QgsLayoutItemLegend,
    QgsLayoutItemMap,
    QgsMapLayerType,
    QgsProject,
    QgsRenderContext,
    QgsVectorLayer,
    QgsVectorLayerTemporalContext,
)
from qgis.PyQt.QtCore import QDate, QDateTime, QTime
from qgis.PyQt.QtGui import QFont, QFontDatabase


def look(renderer):
    """Kind of renderer, its legend texts and colours, from top to bottom."""
    items = renderer.legendSymbolItems()
    return {
        "renderer": renderer.type(),
        "labels": [item.label() for item in items],
        "colours": [item.symbol().color().name() if item.symbol() else None for item in items],
    }


def opened(path):
    """What each layer is when a user drags it from the file into QGIS."""
    found = {}
    names = [layer.GetName() for layer in ogr.Open(path) if layer.GetGeomType() != ogr.wkbNone]
    for name in names:
        layer = QgsVectorLayer(f"{path}|layername={name}", name, "ogr")
        _, loaded = layer.loadDefaultStyle()
        described = layer.metadata()
        span = layer.temporalProperties()
        found[name] = {
            "valid": layer.isValid(),
            "features": layer.featureCount(),
            "crs": layer.crs().authid(),
            "style_loaded": loaded,
            "indexed": layer.hasSpatialIndex() == 2,
            "aliases": {field.name(): field.alias() for field in layer.fields()},
            "title": described.title(),
            "abstract": described.abstract(),
            "licences": described.licenses(),
            "rights": described.rights(),
            "temporal": [span.startField(), span.endField()] if span.isActive() else None,
            "in_2019": rows_of_2019(layer),
            "classes": [drawn_colour(layer, feature) for feature in layer.getFeatures()],
            **look(layer.renderer()),
            "sld": described_classes(path, name),
        }
    return found


def described_classes(path, name):
    """Legend texts that QGIS reads out of the layer's SLD instead."""
    source = ogr.Open(path)
    styles = source.GetLayerByName("layer_styles")
    styles.SetAttributeFilter(f"f_table_name = '{name}'")
    file = Path(tempfile.mkdtemp()) / "style.sld"
    file.write_text(styles.GetNextFeature().GetField("styleSLD"), encoding="utf-8")
    layer = QgsVectorLayer(f"{path}|layername={name}", name, "ogr")
    _, loaded = layer.loadSldStyle(str(file))
    return [item.label() for item in layer.renderer().legendSymbolItems()] if loaded else None


def rows_of_2019(layer):
    """How many rows the temporal controller draws in the middle of 2019; None for a layer without days."""
    if not layer.temporalProperties().isActive():
        return None
    context = QgsVectorLayerTemporalContext()
    context.setLayer(layer)
    summer = QgsDateTimeRange(QDateTime(QDate(2019, 6, 1), QTime(0, 0)), QDateTime(QDate(2019, 7, 1), QTime(0, 0)))
    chosen = layer.temporalProperties().createFilterString(context, summer)
    return sum(1 for _ in layer.getFeatures(QgsFeatureRequest().setFilterExpression(chosen)))


def drawn_colour(layer, feature):
    """Colour that a feature is drawn in, None where QGIS draws nothing."""
    context = QgsRenderContext()
    context.expressionContext().setFeature(feature)
    renderer = layer.renderer()
    renderer.startRender(context, layer.fields())
    symbol = renderer.symbolForFeature(feature, context)
    colour = symbol.color().name() if symbol else None
    renderer.stopRender(context)
    return colour


def embedded(path):
    """Whether the project inside the file opens too, and what is broken in it."""
    inside = QgsProject()
    read = inside.read(f"geopackage:{path}?projectName=Rebalance")
    return {"read": read, "broken": [layer.name() for layer in inside.mapLayers().values() if not layer.isValid()]}


def project(path, pictures):
    """What the project opens on, and a picture of each of its layouts."""
    opened_project = QgsProject.instance()
    read = opened_project.read(path)
    root = opened_project.layerTreeRoot()
    years = opened_project.timeSettings().temporalRange()
    layouts = {}
    for number, layout in enumerate(opened_project.layoutManager().printLayouts()):
        picture = str(Path(pictures) / f"{number + 1}.png")
        settings = QgsLayoutExporter.ImageExportSettings()
        settings.dpi = 110
        settings.generateWorldFile = False
        result = QgsLayoutExporter(layout).exportToImage(picture, settings)
        items = layout.items()
        legends = [item for item in items if isinstance(item, QgsLayoutItemLegend)]
        maps = [item for item in items if isinstance(item, QgsLayoutItemMap)]
        texts = [item.text() for item in items if isinstance(item, QgsLayoutItemLabel)]
        layouts[layout.name()] = {
            "picture": picture, "drawn": result == 0, "legend": legend(legends[0]), "maps": len(maps), "texts": texts,
            "day": maps[0].temporalRange().begin().date().toString("yyyy-MM-dd") if maps[0].isTemporal() else "",
        }  # fmt: skip
    extent = opened_project.viewSettings().defaultViewExtent()
    return {
        "read": read,
        "title": opened_project.title(),
        "crs": opened_project.crs().authid(),
        "years": [day.date().year() for day in (years.begin(), years.end())],
        "extent": [extent.xMinimum(), extent.yMinimum(), extent.xMaximum(), extent.yMaximum()],
        "broken": [layer.name() for layer in opened_project.mapLayers().values() if not layer.isValid()],
        "layers": {layer.id(): layer.source() for layer in opened_project.mapLayers().values()},
        "groups": [group.name() for group in root.findGroups()],
        "shown": [layer.layerId() for layer in root.findLayers() if layer.isVisible()],
        "themes": opened_project.mapThemeCollection().mapThemes(),
        "layouts": layouts,
        "kinds": sorted(
            {int(layer.type()) for layer in opened_project.mapLayers().values()} - {int(QgsMapLayerType.VectorLayer)}
        ),
    }


def legend(item):
    """Every text of a layout's legend."""
    texts = []
    model = item.model()
    for layer in model.rootGroup().findLayers():
        texts += str(layer.customProperty("legend/title-label")).split("|")
        texts += [node.data(0) for node in model.layerLegendNodes(layer)]
    return texts


def main(path, document, pictures, font):
    """Print the answer as one line of JSON."""
    application = QgsApplication([], True)
    application.initQgis()
    number = QFontDatabase.addApplicationFont(font)
    family = QFontDatabase.applicationFontFamilies(number)[0]
    application.setFont(QFont(family))
    QFont.insertSubstitution("Sans Serif", family)
    Path(pictures).mkdir(parents=True, exist_ok=True)
    answer = {"layers": opened(path), "project": project(document, pictures), "embedded": embedded(path)}
    sys.stdout.write("ANSWER " + json.dumps(answer, ensure_ascii=False) + "\n")
    sys.stdout.flush()
    QgsProject.instance().clear()
    application.exitQgis()


if __name__ == "__main__":
    main(*sys.argv[1:])
