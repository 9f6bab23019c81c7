namespace LogitLens.Training;

/// <summary>How the learning rate goes on after the warm-up.</summary>
public enum ScheduleShape
{
    /// <summary>Down along half a cosine (Loshchilov and Hutter 2017).</summary>
    Cosine,

    /// <summary>Down in a straight line.</summary>
    Linear,

    /// <summary>As it is.</summary>
    Constant,
}

/// <summary>The learning rate by step: up in a straight line over the first steps, then down to a floor at the last step, or level.</summary>
/// <param name="Peak">The highest rate, reached when the warm-up ends.</param>
/// <param name="Floor">The rate at the last step and after it, where the rate falls.</param>
/// <param name="WarmupSteps">Steps of warm-up; 0 for none.</param>
/// <param name="Steps">Steps of the whole run.</param>
public sealed record LearningRateSchedule(double Peak, double Floor, int WarmupSteps, int Steps)
{
    /// <summary>How it goes on after the warm-up.</summary>
    public ScheduleShape Shape { get; init; }

    /// <summary>The rate for a step, counted from 0.</summary>
    public double At(int step)
    {
        if (step < WarmupSteps)
        {
            return Peak * (step + 1) / WarmupSteps;
        }

        if (Shape == ScheduleShape.Constant)
        {
            return Peak;
        }

        if (step >= Steps - 1)
        {
            return Floor;
        }

        double share = (double)(step - WarmupSteps) / Math.Max(1, Steps - 1 - WarmupSteps);
        return Shape == ScheduleShape.Linear ? Peak + (Floor - Peak) * share : Floor + (Peak - Floor) * (1 + Math.Cos(Math.PI * share)) / 2;
    }
}
