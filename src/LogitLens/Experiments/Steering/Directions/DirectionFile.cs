using LogitLens.Checkpoints;
using LogitLens.LinearProbes;
using LogitLens.Models;
using LogitLens.Options;

namespace LogitLens.Experiments.Steering;

/// <summary>
/// Reads directions from a safetensors file: a vector by its key, which then acts in every layer; or each site's own, the key standing after the
/// site's name as <c>probe-train</c> writes it (<c>blocks.3.hook_resid_post/weight</c>). A matrix [class, d] gives the row of the last class less
/// the mean of the others; a weight's midpoint is where its probe is undecided.
/// </summary>
internal sealed class DirectionFile : IDisposable
{
    private readonly Checkpoint _file;
    private readonly string _key;

    private DirectionFile(DirectionSource source) => (_key, _file) = (source.Key!, SafetensorsFile.Open(source.File!));

    /// <summary>The direction of each site.</summary>
    /// <param name="source">The file and the key.</param>
    /// <param name="sites">The sites.</param>
    /// <exception cref="InputException">The file cannot be read, there is no such tensor, or it is not one vector of the site's width.</exception>
    public static IReadOnlyList<LayerDirection> Read(DirectionSource source, IEnumerable<Site> sites, ModelConfig config)
    {
        using DirectionFile file = new(source);
        return [.. sites.Select(site => file.Read(site, config))];
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => _file.Dispose();

    /// <summary>A site's probe, as <c>probe-train</c> writes it.</summary>
    /// <exception cref="InputException">The file cannot be read, weight or bias is missing, of another shape or not finite.</exception>
    public static LinearProbe ReadProbe(string path, Site site, ModelConfig config)
    {
        using DirectionFile file = new(new DirectionSource(DirectionKind.File, path, $"{site}/weight"));
        double[][] weight = file.Values(file.KeyOf(site), site.VectorWidth(config)!.Value, site);
        if (!file._file.Tensors.TryGetValue($"{site}/bias", out TensorEntry? entry) || entry.ElementCount != weight.Length)
        {
            throw new InputException($"{path}: no {site}/bias of {weight.Length} numbers, so there is no telling what the probe is undecided at");
        }

        double[] bias = file.Read(entry);
        return weight.SelectMany(row => row).Concat(bias).All(double.IsFinite) ? new LinearProbe(weight, bias)
            : throw new InputException($"{path}: the probe of {site} is not finite");
    }

    private LayerDirection Read(Site site, ModelConfig config)
    {
        string key = KeyOf(site);
        double[] vector = Contrast(Values(key, site.VectorWidth(config)!.Value, site));
        double length = Vectors.Length(vector);
        return double.IsFinite(length) && length > 0
            ? new LayerDirection(site.Layer, site.Name, [.. vector.Select(value => (float)value)]) { Midpoint = MidpointOf(key, vector, length) }
            : throw new InputException($"{_file.Path}: tensor {key} is {(length == 0 ? "zero everywhere, which is no direction" : "not finite")}");
    }

    private string KeyOf(Site site)
    {
        string key = _file.Tensors.ContainsKey(_key) ? _key : $"{site}/{_key}";
        if (!_file.Tensors.ContainsKey(key))
        {
            string other = key == _key ? "" : $", nor {key}";
            throw new InputException(
                $"{_file.Path}: no tensor {_key}{other}{NearestName.Hint(_key, _file.Tensors.Keys)}; there are "
                    + $"{string.Join(", ", _file.Tensors.Keys.Order().Take(8))}"
                + (_file.Tensors.Count > 8 ? $" and {_file.Tensors.Count - 8} more" : ""));
        }

        return key;
    }

    // [row][d]
    private double[][] Values(string key, int width, Site site)
    {
        TensorEntry entry = _file.Tensors[key];
        long[] shape = entry.Shape;
        if (!entry.DType.IsFloatingPoint() || shape.Length is 0 or > 2 || shape[^1] != width || entry.ElementCount == 0)
        {
            throw new InputException(
                $"{_file.Path}: tensor {key} is {entry.DType.SafetensorsName()} {TensorEntry.Describe(shape)}; a direction at {site} has {width} numbers, "
                + $"[{width}] or [classes, {width}]");
        }

        return [.. Read(entry).Chunk(width)];
    }

    // The last class's row less the mean of the others.
    private static double[] Contrast(double[][] rows)
    {
        if (rows.Length == 1)
        {
            return rows[0];
        }

        double[] last = rows[^1];
        return [.. last.Select((value, place) => value - rows.SkipLast(1).Average(row => row[place]))];
    }

    private double? MidpointOf(string key, double[] vector, double length)
    {
        int end = key.LastIndexOf('/');
        if (end < 0)
        {
            return null;
        }

        string site = key[..end];
        if (_file.Tensors.TryGetValue($"{site}/midpoint", out TensorEntry? midpoint) && midpoint.ElementCount == vector.Length && key[(end + 1)..] != "weight")
        {
            return Vectors.Dot(Read(midpoint), vector) / length;
        }

        if (key[(end + 1)..] == "weight" && _file.Tensors.TryGetValue($"{site}/bias", out TensorEntry? bias))
        {
            // A probe is undecided where w.x + b = 0.
            double[] values = Read(bias);
            return -(values.Length == 1 ? values[0] : values[^1] - values.SkipLast(1).Average()) / length;
        }

        return null;
    }

    private double[] Read(TensorEntry entry)
    {
        using Tensor values = WeightsFile.Read(_file, entry, ScalarType.Float64, new Device("cpu"));
        return values.Doubles();
    }
}
