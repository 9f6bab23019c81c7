using LogitLens.TestSupport;

namespace LogitLens.Tests.LinearProbes;

/// <summary>A problem with scikit-learn's answers to it; scikit-learn.py beside this file wrote them.</summary>
internal sealed record ScikitLearnCase(int Classes, double[][] Features, int[] Labels, ScikitLearnFit[] Logistic, ScikitLearnFit Lda)
{
    public static ScikitLearnCase Open(int index)
    {
        string path = Path.Combine(SharedFiles.RepositoryRoot, "tests", "LogitLens.Tests", "LinearProbes", "scikit-learn.json");
        return JsonSerializer.Deserialize<ScikitLearnCase[]>(File.ReadAllText(path), JsonSerializerOptions.Web)![index];
    }

    public Tensor ToMatrix() => tensor([.. Features.SelectMany(row => row)], [Features.Length, Features[0].Length]);
}

internal sealed record ScikitLearnFit(bool Scaled, double C, double[][] Weight, double[] Bias, int[] Predicted);
