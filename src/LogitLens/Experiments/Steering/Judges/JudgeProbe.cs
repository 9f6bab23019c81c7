using LogitLens.Experiments.Probes;
using LogitLens.LinearProbes;
using LogitLens.Models;

namespace LogitLens.Experiments.Steering;

/// <summary>A probe as a judge uses it.</summary>
/// <param name="Probe">The probe.</param>
/// <param name="Label">Which of its classes is the one that directions point to.</param>
/// <param name="Site">Where it reads.</param>
/// <param name="Position">What of a text it reads.</param>
/// <param name="Bos">Whether <c>&lt;|endoftext|&gt;</c> goes before a text; null where it does as in the run.</param>
internal sealed record JudgeProbe(LinearProbe Probe, int Label, Site Site, ReadPosition Position, bool? Bos)
{
    /// <summary>
    /// Reads the probe that a judge names. Its card, where there is one, says what its classes are, and where and behind what it reads;
    /// else it is the last position.
    /// </summary>
    /// <param name="judge">A probe's file and site.</param>
    /// <param name="classes">The data's classes.</param>
    /// <param name="towards">The class that directions point to.</param>
    /// <exception cref="InputException">There is no such probe, it is of another width, or its classes are not the data's.</exception>
    public static JudgeProbe Read(JudgeSource judge, ModelConfig config, IReadOnlyList<string> classes, int towards)
    {
        (string path, string name) = judge.ProbeFile;
        Site site = Site.Select(name, config) is [{ } one] && one.VectorWidth(config) is not null
            ? one
            : throw new InputException($"--judge {judge}: {name} is not one site with a vector at each position, such as blocks.3.hook_resid_post");
        LinearProbe probe = DirectionFile.ReadProbe(path, site, config);
        ProbeCard? card = File.Exists(Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, ProbeFile.CardName)) ? ProbeFile.ReadCard(path) : null;
        if (card is not null && card.Classes.Count != probe.Classes)
        {
            throw new InputException(
                $"--judge {judge}: {ProbeFile.CardName} beside it names {card.Classes.Count} classes, {string.Join(", ", card.Classes)}, and the probe has "
                + $"{probe.Classes}: it is another run's");
        }

        int label = card?.Classes.ToList().IndexOf(classes[towards]) ?? (probe.Classes == classes.Count ? towards : -1);
        if (label < 0)
        {
            throw new InputException(
                $"--judge {judge}: which of its {probe.Classes} classes is {classes[towards]}? The data have {string.Join(", ", classes)}"
                + (card is null ? $", and no {ProbeFile.CardName} beside it names its own" : $", its own are {string.Join(", ", card.Classes)}"));
        }

        ReadPosition position = card is not null && ReadPosition.TryParse(card.Position, out ReadPosition read) ? read : ReadPosition.Last;
        return new JudgeProbe(probe, label, site, position, card?.Bos);
    }
}
