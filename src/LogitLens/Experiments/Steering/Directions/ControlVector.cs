using LogitLens.Checkpoints;
using LogitLens.Models;
using LogitLens.Runs;

namespace LogitLens.Experiments.Steering;

/// <summary>Directions from and to files of control vectors, which are of residual streams behind blocks.</summary>
internal static class ControlVector
{
    /// <summary>What a run's own file is called.</summary>
    public const string FileName = "directions.gguf";

    private const string Model = "gpt2";

    /// <summary>The direction of each site; it has no midpoint.</summary>
    /// <exception cref="InputException">The file cannot be read, has none for a site's layer, or one of another width.</exception>
    public static LayerDirection[] Read(string path, IEnumerable<Site> sites, ModelConfig config)
    {
        SortedDictionary<int, float[]> directions = ControlVectorFile.Read(path);
        return [.. sites.Select(site =>
        {
            if (site.Kind != SiteKind.ResidPost)
            {
                throw new InputException($"{path}: its directions are of residual streams behind blocks; --site {site} is another place");
            }

            float[] vector = directions.GetValueOrDefault(site.Layer) ?? throw new InputException(
                $"{path}: no direction.{site.Layer}; there are those of layers {string.Join(", ", directions.Keys)} (--layers)");
            return vector.Length == config.ModelWidth && vector.All(float.IsFinite) && vector.Any(value => value != 0)
                ? new LayerDirection(site.Layer, site.Name, vector)
                : throw new InputException(
                    $"{path}: direction.{site.Layer} has {vector.Length} numbers; a direction at {site} has {config.ModelWidth}, finite, not all 0");
        })];
    }

    /// <summary>The file of a run's directions; none where they are not behind blocks, or behind block 0 alone, which llama.cpp cannot steer.</summary>
    public static IEnumerable<ResultFile> Files(IReadOnlyList<LayerDirection> directions)
    {
        LayerDirection[] known = [.. directions.Where(direction => direction.Layer > 0)];
        bool fits = known.Length > 0 && directions.All(direction => direction.Site == new Site(SiteKind.ResidPost, direction.Layer).Name);
        return fits ? [new(FileName, path => ControlVectorFile.Write(path, Model, [.. known.Select(each => (each.Layer, each.Vector))]))] : [];
    }
}
