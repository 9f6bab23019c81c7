namespace LogitLens.Experiments.Sweeps;

/// <summary>
/// A sweep's layout by its axes: layers, or windows of layers, by heads, positions or what is hidden. Single edits have a cell; sets of heads
/// and what has no layer have none.
/// </summary>
internal sealed class SweepGrid
{
    private readonly SweepItem[] _items;

    /// <summary>Lays items out.</summary>
    /// <param name="layers">The model's layers: each has a row, whether it was edited or not.</param>
    /// <param name="heads">The heads of a layer, each of which has a column where heads are edited.</param>
    /// <param name="targetTitle">What a column is that is neither a head nor a position.</param>
    public SweepGrid(IEnumerable<SweepItem> items, int layers, int heads, string targetTitle = "")
    {
        _items = [.. items.Where(item => item.IsPlaced)];
        bool windows = Array.Exists(_items, item => item.LastLayer is { } last && last != item.Layer);
        Rows = windows ? [.. _items.Select(item => item.Row).Distinct()] : Numbers(layers);
        bool ofHeads = Array.Exists(_items, item => item.Head is not null);
        Columns = ofHeads ? Numbers(heads) : [.. _items.Select(item => item.Column).Distinct()];
        RowTitle = windows ? "layers" : "layer";
        ColumnTitle = ofHeads ? "head" : Array.Exists(_items, item => item.Position is not null) ? "position" : targetTitle;
    }

    /// <summary>The layers, or windows of layers.</summary>
    public IReadOnlyList<string> Rows { get; }

    /// <summary>The heads, positions, or what is hidden; one without a name where layers are edited as wholes.</summary>
    public IReadOnlyList<string> Columns { get; }

    public string RowTitle { get; }
    public string ColumnTitle { get; }

    /// <summary>Whether nothing has a place in it.</summary>
    public bool IsEmpty => _items.Length == 0;

    /// <summary>Whether there are several rows and several columns.</summary>
    public bool IsTable => Rows.Count > 1 && Columns.Count > 1;

    /// <summary>Values [row][column]; what is left out where nothing was measured.</summary>
    /// <param name="measured">Items and their values; those without a place are passed over.</param>
    /// <param name="nothing">What stands where nothing was measured.</param>
    public T[][] Of<T>(IEnumerable<(SweepItem Item, T Value)> measured, T nothing)
    {
        Dictionary<string, int> rows = Places(Rows), columns = Places(Columns);
        T[][] table = [.. Rows.Select(_ => Enumerable.Repeat(nothing, Columns.Count).ToArray())];
        foreach ((SweepItem item, T value) in measured.Where(pair => pair.Item.IsPlaced))
        {
            table[rows[item.Row]][columns[item.Column]] = value;
        }

        return table;
    }

    /// <summary>Numbers by layer as results.json has them: null where nothing was measured, nothing at all where nothing has a place.</summary>
    public IReadOnlyList<double?[]> ToResult(IEnumerable<(SweepItem Item, double? Value)> measured) => IsEmpty ? [] : Of(measured, null);

    private static Dictionary<string, int> Places(IReadOnlyList<string> names) =>
        names.Select((name, place) => (name, place)).ToDictionary(pair => pair.name, pair => pair.place);

    private static string[] Numbers(int count) => [.. Enumerable.Range(0, count).Select(k => k.ToString(CultureInfo.InvariantCulture))];
}
