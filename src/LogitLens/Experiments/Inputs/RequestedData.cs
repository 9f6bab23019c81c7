using LogitLens.Datasets.Catalogue;
using LogitLens.Options;

namespace LogitLens.Experiments.Inputs;

/// <summary>The data that options ask for.</summary>
internal static class RequestedData
{
    /// <summary>The request as the catalogue takes it.</summary>
    public static DatasetRequest Of(DataOptions data) => new(data.Dataset)
    {
        DataDir = data.DataDir,
        Split = data.Split,
        TextColumn = data.TextColumn,
        LabelColumn = data.LabelColumn,
        ClusterColumn = data.Cluster,
        SkipBadRows = data.SkipBadRows,
    };
}
