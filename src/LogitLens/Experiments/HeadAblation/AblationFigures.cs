using LogitLens.Experiments.Sweeps;
using LogitLens.Figures;
using LogitLens.Runs;

namespace LogitLens.Experiments.HeadAblation;

/// <summary>Draws a sweep.</summary>
internal static class AblationFigures
{
    public static IEnumerable<DrawnFigure> Of(HeadAblationResult result, string what)
    {
        if (result.N == 0)
        {
            yield break;
        }

        string subtitle = Subtitle(what, result.N, result.What, result.Edit);
        if (result.Items.Any(effect => effect.Item.IsSingle && effect.Acts))
        {
            SweepFigures figures = new(result, result.Grid, result.Items, Effect(result), Done(result.What, result.Edit), subtitle)
            {
                ColumnNames = (result.PositionTokens ?? []).Where(each => each.Token is not null)
                    .ToDictionary(each => each.Position.ToString(CultureInfo.InvariantCulture), each => $"{each.Token!.Trim()} {each.Position}"),
            };
            foreach (DrawnFigure figure in Parts(figures, result.Grid, result.What))
            {
                yield return figure;
            }

            if (figures.HasClasses && result.Grid.IsTable)
            {
                yield return figures.ByClass(result.Labels);
            }

            if (figures.HasClasses)
            {
                yield return figures.ClassSpecific("class-specific-edits", EntriesOf(result.What), result.Labels);
            }

            if (result.Group is { } group)
            {
                yield return figures.Group(group);
            }
        }

        if (result.Cumulative is { } removal)
        {
            yield return Removal(result, removal, subtitle);
        }

        foreach (ScreenQuality screen in result.Screens)
        {
            yield return Screen(result, screen, subtitle);
        }
    }

    public static IEnumerable<DrawnFigure> Parts(SweepFigures figures, SweepGrid grid, SweptPart what)
    {
        if (grid.IsTable)
        {
            yield return figures.Map($"effects-by-layer-and-{grid.ColumnTitle}");
        }

        yield return figures.Greatest(what is SweptPart.Heads or SweptPart.Paths ? "head" : "edited");
        yield return figures.ByLayer();
    }

    /// <summary>Model, data, number of examples and kind of edit.</summary>
    public static string Subtitle(string what, int n, SweptPart part, string edit) =>
        $"{what}, n = {n.ToString(CultureInfo.InvariantCulture)}; {part.ToString().ToLowerInvariant()}: {edit}";

    public static string Done(SweptPart part, string edit)
    {
        string verb = edit switch
        {
            "zero" => "zeroing",
            "resample" => "resampling",
            "denoise" or "noise" => "patching",
            _ => "averaging out",
        };
        return $"{verb} " + part switch
        {
            SweptPart.Heads => "each head",
            SweptPart.Paths => "each head's path to the logits",
            SweptPart.Attention => "each attention layer",
            SweptPart.Mlp => "each MLP",
            _ => "the residual stream",
        };
    }

    private static string Effect(HeadAblationResult result) => $"effect on {result.Metric.Name()}";

    private static string EntriesOf(SweptPart part) => part is SweptPart.Heads or SweptPart.Paths ? "Heads" : "Edits";

    private static DrawnFigure Removal(HeadAblationResult result, CumulativeRemoval removal, string subtitle)
    {
        double[] removed = [.. removal.Steps.Select(step => (double)step.Removed)];
        return new DrawnFigure("cumulative-removal", new LineChart
        {
            Heading = new FigureHeading(
                "Heads removed one after the other", $"{subtitle}; bands: 95% interval of the mean, middle 95% of random orders"),
            XTitle = "heads removed",
            YTitle = result.Metric.Name(),
            Series =
            [
                new LineSeries("worst-hit first", removed, [.. removal.Steps.Select(step => step.Metric)]),
                new LineSeries("random", removed, [.. removal.Steps.Select(step => step.RandomMetric)]) { Style = new SeriesStyle(1, LineDash.Dashed) },
            ],
        }.Draw());
    }

    private static DrawnFigure Screen(HeadAblationResult result, ScreenQuality screen, string subtitle)
    {
        LabelEffect[] heads = [.. AblationTables.Heads(result)];
        ScatterPoint Point(int index) => new(screen.Estimates[index], heads[index].Effect.Value ?? double.NaN, heads[index].Item.Name);
        int[] chosen = [.. Enumerable.Range(0, heads.Length).Where(index => heads[index].Item.Draw is null)];
        int[] controls = [.. Enumerable.Range(0, heads.Length).Except(chosen)];
        ScatterGroup[] groups = [new("heads", [.. chosen.Select(Point)]), new("random heads", [.. controls.Select(Point)])];
        return new DrawnFigure($"screen-{screen.Screen.Split(',')[0].Replace(' ', '-')}", new ScatterPlot
        {
            Heading = new FigureHeading($"Estimated by {screen.Screen}, and measured", subtitle),
            Groups = [.. groups.Where(group => group.Points.Count > 0)],
            XTitle = "estimated effect",
            YTitle = Effect(result),
            Diagonal = true,
        }.Draw());
    }
}
